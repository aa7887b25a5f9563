using CsCheck;
using Lobster.Core;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Plans;
using Lobster.Core.Regions;

namespace Lobster.Tests.Billing.Storage;

public sealed class StorageRatingTests
{
    private static readonly Instant Start = Instant.Utc(2028, 2, 28, 9, 17, 23);

    [Theory]
    [InlineData(0.0000555, 1024, 55_500)]
    [InlineData(0.0000555, 1, 54)]
    [InlineData(0.00007, 14_336, 980_000)]
    [InlineData(0.000001024, 1, 1)]
    [InlineData(0.000000512, 1, 0)]
    [InlineData(0.000001536, 1, 2)]
    [InlineData(0.00007, 0, 0)]
    public void Hourly_SizeTimesPrice_RoundsOnceHalfToEven(decimal perGbHour, long sizeMb, long nanos) =>
        Assert.Equal(nanos, StorageRating.Hourly(Money.FromDecimal(perGbHour), sizeMb).Nanos);

    [Fact]
    public void Rate_AnyCourse_AgreesWithOneHourAtATime() =>
        Gen.Select(Gen.Select(Gen.Int[-100, 400_000], Gen.Int[0, 5]).Array[0, 6], Gen.Long[0, 50_000], Gen.Int[1, 90]).Sample(h =>
        {
            var course = Course(h.Item1);
            var segments = StorageRating.Rate(course, h.Item2, Start, h.Item3);

            var hours = segments.SelectMany(s => Enumerable.Range(0, s.Intervals).Select(i => (s.From + TimeSpan.FromHours(i), s.Rate))).ToDictionary();
            for (var i = 0; i < h.Item3; i++)
            {
                var from = Start + TimeSpan.FromHours(i);
                Assert.Equal(Hour(course, h.Item2, from), hours.TryGetValue(from, out var rate) ? rate : null);
            }

            Assert.All(segments, s => Assert.True(s.From.Day == s.Day && (s.Until - TimeSpan.FromHours(1)).Day == s.Day));
        }, iter: 2000, seed: "0000KOIPHgK5");

    [Fact]
    public void Course_RegionWithAPriceOfItsOwn_LeavesTheGeneralOneBehind()
    {
        var (own, other) = (new RegionId(1), new RegionId(2));
        var course = new PriceCourse([Price(0, 1), Price(10, 2, own), Price(20, 3)]);

        Assert.Equal([1, 2], course.In(own).Select(p => p.Id.Value));
        Assert.Equal([1, 3], course.In(other).Select(p => p.Id.Value));
        Assert.Equal(3, course.At(other, Start + TimeSpan.FromSeconds(20))!.Id.Value);
        Assert.Null(course.At(other, Start - TimeSpan.FromSeconds(1)));
    }

    // The dearest price in force at any moment of the hour, looked for second by second at the changes; none: free.
    private static Money? Hour(IReadOnlyList<PriceVersion> course, long sizeMb, Instant from)
    {
        var inForce = course.Where(p => p.From > from && p.From < from + TimeSpan.FromHours(1)).ToList();
        if (course.LastOrDefault(p => p.From <= from) is { } atStart) inForce.Add(atStart);
        return inForce.Count == 0 ? null : inForce.Select(p => StorageRating.Hourly(p.Sale, sizeMb)).Max();
    }

    private static IReadOnlyList<PriceVersion> Course((int Second, int Price)[] changes) =>
        new PriceCourse(changes.DistinctBy(c => c.Second).Select(c => Price(c.Second, c.Price))).In(new RegionId(1));

    private static PriceVersion Price(int second, int price, RegionId? region = null) => new()
    {
        Id = new PriceVersionId(price), Subject = PriceSubject.ImageStorage, RegionId = region, From = Start + TimeSpan.FromSeconds(second), Sale = new Money(price * 10_000),
    };
}
