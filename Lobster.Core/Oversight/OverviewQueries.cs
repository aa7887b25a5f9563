using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Oversight;

/// <summary>Reads the staff's overview: money for finance and admins, all else for any staff. Safe to use from many threads.</summary>
public sealed class OverviewQueries(Transactions transactions, BusinessClock clock, TimeProvider time)
{
    /// <summary>Everything at this moment; refused for others than staff.</summary>
    public Task<Outcome<PanelOverview>> ReadAsync(Actor actor, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<Outcome<PanelOverview>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Staff) is { } refusal) return refusal;
            var seesMoney = await db.EnterStaffAsync(actor, token, UserRoles.Finance, UserRoles.Admin) is null;
            var now = clock.Now;
            var standing = await db.Accounts.GroupBy(a => a.Standing).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, token);
            return new PanelOverview(
                seesMoney ? await db.FiguresAsync(now, token) : null, standing.Values.Sum(), standing, await RegionsAsync(db, token),
                await db.SweepLinesAsync(token), await db.AlarmsAsync(now, token), Instant.From(time.GetUtcNow()));
        }, cancellationToken);

    private static async Task<IReadOnlyList<RegionLine>> RegionsAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var machines = await db.VirtualMachines.Where(v => v.Lifecycle != VmLifecycle.Deleted)
            .Select(v => new { v.RegionId, Runs = v.Lifecycle == VmLifecycle.Active && v.PowerState == "running" ? 1 : 0, v.HourlyRate.Nanos }).GroupBy(v => v.RegionId)
            .Select(g => new { g.Key, Running = g.Sum(v => v.Runs), Count = g.Count(), Units = g.Sum(v => v.Nanos / Money.NanosPerUnit), Rest = g.Sum(v => v.Nanos % Money.NanosPerUnit) })
            .ToDictionaryAsync(g => g.Key, cancellationToken);
        var regions = await db.Regions.OrderBy(r => r.SortOrder).ThenBy(r => r.Name).ToListAsync(cancellationToken);
        return [.. regions.Select(r => machines.TryGetValue(r.Id, out var here)
            ? new RegionLine(r.Id, r.Name, r.BackendType, r.IsEnabled, r.FailingSince, r.LastAnsweredAt, r.LastLatencyMs, here.Running, here.Count, Totals.Units(here.Units, here.Rest))
            : new RegionLine(r.Id, r.Name, r.BackendType, r.IsEnabled, r.FailingSince, r.LastAnsweredAt, r.LastLatencyMs, 0, 0, 0))];
    }
}
