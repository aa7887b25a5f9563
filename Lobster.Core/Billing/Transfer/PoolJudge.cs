using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Transfer;

/// <summary>
/// Finds what is to be done with the pools of some accounts. A closed month keeps its allowance; late bytes are billed in the month in which they
/// were used, whenever they come.
/// </summary>
internal static class PoolJudge
{
    public static async Task<List<PoolVerdict>> JudgeAsync(
        LobsterDbContext db, IReadOnlyList<AccountId> accounts, TransferOptions options, Instant now, CancellationToken cancellationToken)
    {
        var pools = await Open(db, options).AsNoTracking().Where(p => accounts.Contains(p.AccountId))
            .OrderBy(p => p.AccountId).ThenBy(p => p.RegionId).ThenBy(p => p.Month).ToListAsync(cancellationToken);
        var open = pools.Where(p => p.ClosedAt is null).ToList();
        var shares = open.Count == 0 ? null : await PoolShares.ReadAsync(db, accounts, Instant.StartOf(open.Min(p => p.Month)), cancellationToken);
        return [.. pools.Select(p => Judge(p, shares, options, now)).Where(v => v.IsToDo)];
    }

    /// <summary>Pools that may need something: all that are open, and closed ones to which late bytes came.</summary>
    public static IQueryable<TransferPool> Open(LobsterDbContext db, TransferOptions options)
    {
        var grace = (options.GraceGb + 1) * TransferOptions.BytesPerGb;
        return db.TransferPools.Where(p => p.ClosedAt == null || p.UsedBytes - p.AllowanceBytes - grace >= p.BilledGb * TransferOptions.BytesPerGb);
    }

    private static PoolVerdict Judge(TransferPool pool, PoolShares? shares, TransferOptions options, Instant now)
    {
        var end = Instant.StartOf(pool.Month.AddMonths(1));
        var allowance = pool.ClosedAt is null ? TransferAllowance.Projected(shares!.Of(pool.AccountId, pool.RegionId), pool.Month) : pool.AllowanceBytes;
        var notice = now < end ? TransferBill.Notice(pool.UsedBytes, allowance, options.Percentages, pool.NoticedPercent) : 0;
        var closes = pool.ClosedAt is null && now >= end + TimeSpan.FromHours(options.CloseHours);
        return new PoolVerdict(pool, allowance, TransferBill.NewGb(pool.UsedBytes, allowance, options.GraceGb, pool.BilledGb), notice, closes);
    }
}
