using CsCheck;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Plans;

namespace Lobster.Tests.Billing;

public sealed class RatingTests
{
    private static readonly Instant Start = Instant.Utc(2026, 1, 5, 9, 17, 23);

    private static readonly Gen<(IReadOnlyList<RatePoint> Timeline, int Count, int Minutes)> Histories =
        Gen.Select(
            Gen.Select(Gen.Int[0, 5 * 86_400], Gen.Int[1, 4], Gen.Int[0, 2].Select(i => i * 500)).Array[0, 12],
            Gen.Int[1, 150], Gen.Int[0, 2].Select(i => new[] { 15, 60, 240 }[i])).Select((changes, count, minutes) => (Timeline(changes), count, minutes));

    [Fact]
    public void Rate_AnyTimeline_AgreesWithOneIntervalAtATime() =>
        Histories.Sample(h =>
        {
            var segments = Rating.Rate(h.Timeline, Start, h.Count, h.Minutes);
            var hours = RatingReference.Hours(h.Timeline, Start, h.Count, h.Minutes).ToList();

            var flat = segments.SelectMany(s => Enumerable.Range(0, s.Intervals).Select(i => (s.From + TimeSpan.FromMinutes(i * h.Minutes), s.Rate))).ToList();
            Assert.Equal(hours, flat);
            Assert.All(segments, s => Assert.True(s.From.Day == s.Day && (s.Until - TimeSpan.FromMinutes(h.Minutes)).Day == s.Day));
        }, iter: 2000, seed: "0000KOIPHgK5");

    [Fact]
    public void Rate_InTwoSteps_IsTheSameAsInOne() =>
        Histories.Sample(h =>
        {
            var whole = Rating.Rate(h.Timeline, Start, h.Count, h.Minutes);
            var half = h.Count / 2;
            var first = Rating.Rate(h.Timeline, Start, half, h.Minutes);
            var middle = Start + TimeSpan.FromMinutes(half * h.Minutes);
            var second = Rating.Rate(h.Timeline, middle, h.Count - half, h.Minutes);

            Assert.Equal(Sum(whole), Sum(first) + Sum(second));
        }, iter: 2000, seed: "0000KOIPHgK5");

    [Fact]
    public void Rate_ResizedUpFor58Minutes_ChargesTheDearerHour()
    {
        var timeline = new[] { Point(0, 1), Point(60, 4), Point(3540, 1) };

        var segments = Rating.Rate(timeline, Start, 2, 60);

        Assert.Equal([4_000_000, 1_000_000], segments.Select(s => s.Rate.Nanos));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(3599, 1)]
    [InlineData(3600, 1)]
    [InlineData(3601, 2)]
    [InlineData(7200, 2)]
    public void Remaining_DeletedAfterSeconds_RoundsTheRunningHourUp(int seconds, int hours) =>
        Assert.Equal(hours, Rating.Remaining(Start, Start, Start + TimeSpan.FromSeconds(seconds), 60, 1));

    [Fact]
    public void Remaining_ChargedAlready_IsNothing() =>
        Assert.Equal(0, Rating.Remaining(Start, Start + TimeSpan.FromHours(3), Start + TimeSpan.FromHours(2), 60, 1));

    [Fact]
    public void Rate_NoRateInForce_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Rating.Rate([Point(60, 1)], Start, 1, 60));

    private static Money Sum(IEnumerable<RatedSegment> segments) => segments.Aggregate(Money.Zero, (sum, s) => sum + s.Amount);

    private static RatePoint Point(int second, int price, int factor = 1000) =>
        new(Start + TimeSpan.FromSeconds(second), new PriceVersionId(price), new Money(price * 1_000_000L), factor);

    private static IReadOnlyList<RatePoint> Timeline((int Second, int Price, int Factor)[] changes) =>
        [Point(0, 1), .. changes.DistinctBy(c => c.Second).Where(c => c.Second > 0).OrderBy(c => c.Second).Select(c => Point(c.Second, c.Price, c.Factor))];
}
