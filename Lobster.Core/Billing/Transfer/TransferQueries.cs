using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Transfer;

/// <summary>What an owner may read about transfer.</summary>
public sealed class TransferQueries(Transactions transactions, TransferOptions options, BusinessClock clock)
{
    /// <summary>This month's pools of an account, one for each region in which it has machines or used transfer; empty for an account that the actor may not see.</summary>
    public Task<IReadOnlyList<PoolView>> PoolsAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<PoolView>>(
            async (db, token) => await db.MayReadAsync(actor, accountId, token) ? await ReadAsync(db, accountId, token) : [], cancellationToken);

    /// <summary>What one machine moved this month in the direction that counts, in bytes; null for a machine that the actor may not see.</summary>
    public Task<long?> UsedByAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<long?>(async (db, token) =>
        {
            var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => (AccountId?)v.AccountId).SingleOrDefaultAsync(token);
            if (owner is not { } account || !await db.MayReadAsync(actor, account, token)) return null;
            var month = Month(clock.Now.Day);
            return await db.TransferDays.Where(d => d.VmId == vmId && d.Day >= month).SumAsync(d => d.CountedBytes, token);
        }, cancellationToken);

    /// <summary>What was billed of a month's transfer, whenever that was; empty for an account that the actor may not see.</summary>
    public Task<IReadOnlyList<TransferLineView>> LinesAsync(Actor actor, AccountId accountId, DateOnly month, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<TransferLineView>>(
            async (db, token) => await db.MayReadAsync(actor, accountId, token) ? await LinesAsync(db, accountId, Month(month), token) : [], cancellationToken);

    /// <summary>What was billed of the month that begins at <paramref name="first"/>; the caller has authorised.</summary>
    internal static Task<List<TransferLineView>> LinesAsync(LobsterDbContext db, AccountId accountId, DateOnly first, CancellationToken cancellationToken) => (
        from line in db.TransferLines
        join region in db.Regions on line.RegionId equals region.Id
        join price in db.PriceVersions on line.PriceVersionId equals price.Id into prices
        from price in prices.DefaultIfEmpty()
        where line.AccountId == accountId && line.Month == first
        orderby region.Name, line.FirstGb
        select new TransferLineView(
            region.Name, line.FirstGb, line.FirstGb + line.Gb - 1, line.UsedBytes, line.AllowanceBytes, line.GraceGb, price == null ? null : price.Number,
            line.Rate, line.Amount, new Money(db.LedgerEntries.Where(e => e.CorrectsTransferLineId == line.Id).Sum(e => e.Amount.Nanos)), line.PostedAt)).ToListAsync(cancellationToken);

    private async Task<List<PoolView>> ReadAsync(LobsterDbContext db, AccountId account, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var month = Month(now.Day);
        var shares = await PoolShares.ReadAsync(db, [account], Instant.StartOf(month), cancellationToken);
        var pools = await db.TransferPools.Where(p => p.AccountId == account && p.Month == month).ToDictionaryAsync(p => p.RegionId, cancellationToken);
        var billed = await db.TransferLines.Where(l => l.AccountId == account && l.Month == month).GroupBy(l => l.RegionId)
            .Select(g => new { g.Key, Sum = g.Sum(l => l.Amount.Nanos) }).ToDictionaryAsync(g => g.Key, g => new Money(g.Sum), cancellationToken);
        var ids = pools.Keys.Union(shares.Pools.Select(p => p.Region)).ToList();
        var regions = await db.Regions.Where(r => ids.Contains(r.Id)).OrderBy(r => r.SortOrder).ThenBy(r => r.Name).ToListAsync(cancellationToken);
        var prices = await PriceCourse.ReadAsync(db, PriceSubject.TransferOverage, cancellationToken);
        return regions.ConvertAll(r =>
        {
            var pool = pools.GetValueOrDefault(r.Id);
            var machines = shares.Of(account, r.Id).ToList();
            return new PoolView(
                r.Id, r.Name, pool?.UsedBytes ?? 0, TransferAllowance.Bytes(machines, month, now), TransferAllowance.Projected(machines, month), pool?.BilledGb ?? 0,
                billed.GetValueOrDefault(r.Id), options.GraceGb, prices.At(r.Id, now)?.Sale);
        });
    }

    private static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
}
