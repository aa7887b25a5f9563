using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Transfer;

/// <summary>Reads what each machine of some accounts can add to its pool.</summary>
internal sealed class PoolShares
{
    private readonly ILookup<(AccountId, RegionId), PoolShare> byPool;

    private PoolShares(ILookup<(AccountId, RegionId), PoolShare> byPool) => this.byPool = byPool;

    /// <summary>No machines at all.</summary>
    public static PoolShares None { get; } = new(Enumerable.Empty<PoolShare>().ToLookup(_ => default((AccountId, RegionId))));

    /// <summary>The pools that have machines.</summary>
    public IEnumerable<(AccountId Account, RegionId Region)> Pools => byPool.Select(p => p.Key);

    /// <summary>The machines of one pool; those that did not exist in a month add nothing to it.</summary>
    public IEnumerable<PoolShare> Of(AccountId account, RegionId region) => byPool[(account, region)];

    /// <summary>Reads the machines of these accounts that were there after <paramref name="from"/>.</summary>
    public static async Task<PoolShares> ReadAsync(LobsterDbContext db, IReadOnlyList<AccountId> accounts, Instant from, CancellationToken cancellationToken)
    {
        var machines = await (from billing in db.VmBillings.AsNoTracking()
                              join vm in db.VirtualMachines on billing.VmId equals vm.Id
                              where accounts.Contains(billing.AccountId) && (billing.End == null || billing.End > @from)
                              select new { billing.VmId, billing.AccountId, vm.RegionId, billing.Start, billing.End }).ToListAsync(cancellationToken);
        var changes = await (from change in db.RateChanges.AsNoTracking()
                             join billing in db.VmBillings on change.VmId equals billing.VmId
                             where accounts.Contains(billing.AccountId) && (billing.End == null || billing.End > @from)
                             select new { change.VmId, change.From, change.TransferGb }).ToListAsync(cancellationToken);
        var plans = changes.OrderBy(c => c.From).ToLookup(c => c.VmId, c => (c.From, c.TransferGb));
        return new PoolShares(machines.ToLookup(m => (m.AccountId, m.RegionId), m => new PoolShare(m.Start, m.End, [.. plans[m.VmId]])));
    }
}
