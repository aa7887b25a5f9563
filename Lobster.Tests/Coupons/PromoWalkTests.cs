using Lobster.Core;
using Lobster.Core.Coupons;
using Lobster.Core.Ledger;

namespace Lobster.Tests.Coupons;

/// <summary>What is left of promotional credit.</summary>
public sealed class PromoWalkTests
{
    private static readonly Instant Start = Instant.Utc(2026, 1, 1);
    private long next;

    [Fact]
    public void Charges_SpendWhatEndsFirst()
    {
        var late = Grant(10, day: 0, ends: 60);
        var soon = Grant(10, day: 1, ends: 30);
        var never = Grant(10, day: 2, ends: null);

        var left = PromoWalk.Run([late, soon, never, Charge(15, day: 3)]);

        Assert.Equal([5m, 0m, 10m], left.Select(g => g.Left.ToDecimal()));
    }

    [Fact]
    public void Charges_BeforeAGrant_SpendNothingOfIt()
    {
        Assert.Equal(10m, Assert.Single(PromoWalk.Run([Charge(7, day: 0), Grant(10, day: 1, ends: null)])).Left.ToDecimal());
    }

    [Fact]
    public void End_LeavesNothing_AndAGrowingDayKeepsWhatItHadSpent()
    {
        var first = Grant(10, day: 0, ends: 2);
        var second = Grant(10, day: 0, ends: null);
        // 4 of the day's 9 were spent before the end took the other 6; the day's entry has grown since and counts as later.
        var end = End(first, 6, day: 2);

        var left = PromoWalk.Run([first, second, end, Charge(9, day: 3)]);

        Assert.Equal([(true, 0m), (false, 5m)], left.Select(g => (g.IsEnded, g.Left.ToDecimal())));
    }

    [Fact]
    public void RandomHistories_NeverLeaveMoreThanWasGivenOrLessThanNothing()
    {
        var random = new Random(7);
        for (var run = 0; run < 500; run++)
        {
            var steps = Enumerable.Range(0, 40).Select(day => random.Next(3) == 0 ? Grant(random.Next(1, 20), day, random.Next(2) == 0 ? day + random.Next(1, 30) : null) : Charge(random.Next(1, 8), day)).ToList();
            var given = steps.Where(s => s.Kind == EntryKind.Promo).Sum(s => s.Amount.ToDecimal());
            var charged = -steps.Where(s => s.Kind == EntryKind.Usage).Sum(s => s.Amount.ToDecimal());

            var left = PromoWalk.Run(steps);

            Assert.All(left, g => Assert.InRange(g.Left.Nanos, 0, g.Amount.Nanos));
            Assert.InRange(left.Sum(g => g.Left.ToDecimal()), Math.Max(0, given - charged), given);
        }
    }

    private PromoWalk.Step Grant(int amount, int day, int? ends)
    {
        var id = new LedgerEntryId(++next);
        return new(id, EntryKind.Promo, $"coupon/{id}", Money.FromUnits(amount), ends is { } at ? Start + TimeSpan.FromDays(at) : null, Start + TimeSpan.FromDays(day));
    }

    private PromoWalk.Step Charge(int amount, int day)
    {
        var id = new LedgerEntryId(++next);
        return new(id, EntryKind.Usage, $"usage/{id}", -Money.FromUnits(amount), null, Start + TimeSpan.FromDays(day));
    }

    private PromoWalk.Step End(PromoWalk.Step grant, int amount, int day)
    {
        var id = new LedgerEntryId(++next);
        return new(id, EntryKind.PromoExpiry, PromoWalk.EndKey(grant.Id), -Money.FromUnits(amount), null, Start + TimeSpan.FromDays(day));
    }
}
