using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>Lists findings for staff of any role. Safe to use from many threads.</summary>
public sealed class FindingQueries(Transactions transactions, BusinessClock clock)
{
    /// <summary>One page, the dearest first; what is over by its end, the latest first. <see cref="Refusal.NotAllowed"/> for others than staff.</summary>
    public Task<Outcome<FindingList>> ListAsync(Actor actor, FindingFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return transactions.ReadAsync<Outcome<FindingList>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is { } refusal) return refusal;
            var wanted = Narrow(db.Findings, filter);
            var sorted = filter.Shown == FindingShown.Resolved
                ? wanted.OrderByDescending(f => f.ResolvedAt).ThenByDescending(f => f.Id)
                : wanted.OrderByDescending(f => f.AtStake.Nanos).ThenByDescending(f => f.Id);
            var page = sorted.Skip((Math.Max(filter.Page, 1) - 1) * filter.Size).Take(filter.Size);
            return new FindingList(await RowsAsync(db, page, token), await wanted.CountAsync(token), await db.OpenFindingsAsync(token), await InventoriesAsync(db, token));
        }, cancellationToken);
    }

    /// <summary>What an adoption's form offers; refused for others than admins.</summary>
    public Task<Outcome<AdoptionChoices>> ChoicesAsync(Actor actor, FindingId id, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<AdoptionChoices>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Findings.SingleOrDefaultAsync(f => f.Id == id, token) is not { } finding) return new Refusal.NotFound();
            var sizes = await PricedSizes.ReadAsync(db, finding.RegionId, clock.Now, token);
            var owner = await db.VirtualMachines.Where(v => v.Id == finding.VmId).Select(v => (AccountId?)v.AccountId).SingleOrDefaultAsync(token);
            return new AdoptionChoices(owner?.ToString(), sizes.Sold, finding.PlanId);
        }, cancellationToken);

    private static IQueryable<Finding> Narrow(IQueryable<Finding> all, FindingFilter filter)
    {
        var wanted = filter.Shown switch
        {
            FindingShown.Resolved => all.Where(f => f.State == FindingState.Resolved),
            FindingShown.SetAside => all.Where(f => f.State == FindingState.SetAside),
            _ => all.Where(f => f.State == FindingState.Open || f.State == FindingState.Removing),
        };
        if (filter.Kind is { } kind) wanted = wanted.Where(f => f.Kind == kind);
        return filter.Region is { } region ? wanted.Where(f => f.RegionId == region) : wanted;
    }

    private static async Task<IReadOnlyList<FindingRow>> RowsAsync(LobsterDbContext db, IQueryable<Finding> page, CancellationToken cancellationToken)
    {
        var rows = await page.Select(f => new
        {
            Finding = f,
            Region = db.Regions.Where(r => r.Id == f.RegionId).Select(r => r.Name).First(),
            Vm = db.VirtualMachines.Where(v => v.Id == f.VmId).Select(v => new
            {
                v.Name, v.AccountId,
                Account = db.Accounts.Where(a => a.Id == v.AccountId).Select(a => a.Name).First(),
                Plan = db.Plans.Where(p => p.Id == v.PlanId).Select(p => p.Name).First(),
            }).FirstOrDefault(),
            Plan = db.Plans.Where(p => p.Id == f.PlanId).Select(p => p.Name).FirstOrDefault(),
            By = db.Users.Where(u => u.Id == f.ActedBy).Select(u => u.UserName).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new FindingRow(r.Finding, r.Region, r.Vm?.Name, r.Vm?.AccountId, r.Vm?.Account, r.Vm?.Plan, r.Plan, r.By))];
    }

    private static async Task<IReadOnlyList<InventoryLine>> InventoriesAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.Regions.OrderBy(r => r.SortOrder).ThenBy(r => r.Name)
            .Select(r => new { r.Id, r.Name, r.FailingSince, Last = db.RegionInventories.FirstOrDefault(i => i.RegionId == r.Id) }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new InventoryLine(r.Id, r.Name, r.Last?.At, r.Last?.Machines ?? 0, r.FailingSince))];
    }
}
