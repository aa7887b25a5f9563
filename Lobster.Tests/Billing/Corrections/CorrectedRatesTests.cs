using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Plans;

namespace Lobster.Tests.Billing.Corrections;

/// <summary>A timeline as it should have been: one price in the place of its plan's others, factors and other plans as they were.</summary>
public sealed class CorrectedRatesTests
{
    private static readonly PriceVersion Right = new() { Id = new PriceVersionId(9), Subject = PriceSubject.Plan, Sale = new Money(90) };
    private static readonly HashSet<PriceVersionId> SamePlan = [new(1), new(2), new(9)];

    [Fact]
    public void With_FromTheMiddle_CutsTheSpanAndKeepsFactorsAndOtherPlans()
    {
        RatePoint[] timeline = [At(0, 1, 1000), At(10, 1, 500), At(20, 5, 1000), At(30, 2, 0)];

        var corrected = CorrectedRates.With(timeline, Right, new Instant(12), SamePlan);

        Assert.Equal([(0, 1, 1000), (10, 1, 500), (12, 9, 500), (20, 5, 1000), (30, 9, 0)], corrected.Select(p => ((int)p.From.Micros, (int)p.PriceVersionId.Value, p.Factor)));
        Assert.Equal(new Money(90), corrected[2].Hourly);
    }

    [Fact]
    public void With_FromAPointOrBeforeAll_ReplacesWithoutDoubles()
    {
        RatePoint[] timeline = [At(5, 1, 1000), At(10, 2, 1000)];

        Assert.Equal([(5, 1), (10, 9)], CorrectedRates.With(timeline, Right, new Instant(10), SamePlan).Select(p => ((int)p.From.Micros, (int)p.PriceVersionId.Value)));
        Assert.Equal([(5, 9), (10, 9)], CorrectedRates.With(timeline, Right, new Instant(0), SamePlan).Select(p => ((int)p.From.Micros, (int)p.PriceVersionId.Value)));
    }

    [Fact]
    public void With_ACourse_EndsTheOthersAndLeavesWhatEndedBeforeAlone()
    {
        PriceVersion[] course = [Version(5, 1), Version(10, 2)];

        Assert.Equal([(5, 1), (7, 9)], CorrectedRates.With(course, Right, new Instant(7), end: null).Select(v => ((int)v.From.Micros, (int)v.Id.Value)));
        Assert.Equal([(5, 9)], CorrectedRates.With(course, Right, new Instant(5), new Instant(5)).Select(v => ((int)v.From.Micros, (int)v.Id.Value)));
        Assert.Same(course, CorrectedRates.With(course, Right, new Instant(12), new Instant(11)));
    }

    private static PriceVersion Version(long from, long id) => new() { Id = new PriceVersionId(id), Subject = PriceSubject.ImageStorage, From = new Instant(from), Sale = new Money(id) };

    private static RatePoint At(long from, long version, int factor) => new(new Instant(from), new PriceVersionId(version), new Money(version * 10), factor);
}
