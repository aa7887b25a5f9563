using Lobster.Core.Accounts;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Reckons what a move would do to the accounts concerned, before it is decided.</summary>
internal static class MoveReckoning
{
    private const int ChunkSize = 1000;

    public static async Task<MoveEffect> ReckonAsync(
        LobsterDbContext db, PriceVersion target, Instant at, IReadOnlyList<MovingVm> moving, int lowHours, Instant now, CancellationToken cancellationToken)
    {
        var added = moving.GroupBy(m => m.AccountId).ToDictionary(g => g.Key, g => (target.Sale * g.Count()) - Sum(g.Select(m => m.Sale)));
        var runningLow = 0;
        foreach (var chunk in added.Where(a => a.Value.IsPositive).Select(a => a.Key).Order(Comparer<AccountId>.Create((a, b) => a.Value.CompareTo(b.Value))).Chunk(ChunkSize))
            runningLow += await CountLowAsync(db, [.. chunk], added, lowHours, now, cancellationToken);
        return new MoveEffect(
            at, moving.Count, moving.Count(m => m.Sale < target.Sale), added.Count, Sum(moving.Select(m => m.Sale)), target.Sale * moving.Count,
            Sum(moving.Select(m => m.Wholesale)), target.Wholesale * moving.Count, runningLow, lowHours);
    }

    private static async Task<int> CountLowAsync(
        LobsterDbContext db, List<AccountId> accounts, Dictionary<AccountId, Money> added, int lowHours, Instant now, CancellationToken cancellationToken)
    {
        var credits = await db.Accounts.Where(a => accounts.Contains(a.Id)).Select(a => new { a.Id, a.Credit }).ToListAsync(cancellationToken);
        var machines = await db.VirtualMachines
            .Where(v => accounts.Contains(v.AccountId) && (v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active))
            .GroupBy(v => v.AccountId).Select(g => new { g.Key, Nanos = g.Sum(v => v.HourlyRate.Nanos) }).ToDictionaryAsync(g => g.Key, g => new Money(g.Nanos), cancellationToken);
        var images = (await db.Images
            .Where(i => i.AccountId != null && accounts.Contains(i.AccountId.Value) && i.BillingStart != null && i.BillingEnd == null && i.SizeMb != null)
            .GroupBy(i => new { i.AccountId, i.RegionId }).Select(g => new { g.Key.AccountId, g.Key.RegionId, Megabytes = g.Sum(i => i.SizeMb!.Value) })
            .ToListAsync(cancellationToken)).ToLookup(i => i.AccountId!.Value);
        var storage = await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, cancellationToken);
        return credits.Count(a =>
        {
            var stored = Sum(images[a.Id].Select(i => storage.At(i.RegionId, now) is { } price ? StorageRating.Hourly(price.Sale, i.Megabytes) : Money.Zero));
            var burn = machines.GetValueOrDefault(a.Id) + stored;
            return !IsLow(a.Credit, burn, lowHours) && IsLow(a.Credit, burn + added[a.Id], lowHours);
        });
    }

    private static bool IsLow(Money credit, Money burn, int hours) => credit.IsNegative || (Int128)burn.Nanos * hours > credit.Nanos;

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
}
