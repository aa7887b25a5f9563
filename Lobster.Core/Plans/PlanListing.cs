using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Filters and sorts plans in the database.</summary>
internal static class PlanListing
{
    public static IQueryable<Plan> Narrow(IQueryable<Plan> plans, PlanFilter filter)
    {
        plans = filter.Shown switch
        {
            null => plans,
            PlanShown.Sold => plans.Where(p => p.RetiredAt == null && p.IsEnabled),
            PlanShown.Off => plans.Where(p => p.RetiredAt == null && !p.IsEnabled),
            PlanShown.Retired => plans.Where(p => p.RetiredAt != null),
            var other => throw new ArgumentOutOfRangeException(nameof(filter), other, null),
        };
        if (string.IsNullOrWhiteSpace(filter.Search)) return plans;
        var like = SearchText.Contains(filter.Search);
#pragma warning disable CA1304, CA1311 // Runs in the database, which takes no culture.
        return plans.Where(p => EF.Functions.Like(p.Name.ToLower(), like, "\\"));
#pragma warning restore CA1304, CA1311
    }

    public static IQueryable<Plan> Sort(LobsterDbContext db, IQueryable<Plan> plans, PlanFilter filter, Instant now)
    {
        var rows = plans.Select(p => new
        {
            Plan = p,
            Price = db.PriceVersions.Where(v => v.PlanId == p.Id && v.RegionId == null && v.From <= now)
                .OrderByDescending(v => v.From).Select(v => (long?)v.Sale.Nanos).FirstOrDefault() ?? -1,
            Machines = db.VirtualMachines.Count(v => v.PlanId == p.Id && v.Lifecycle != VmLifecycle.Deleted),
        });
        var sorted = (filter.Order, filter.IsDescending) switch
        {
            (PlanOrder.Name, false) => rows.OrderBy(r => r.Plan.Name),
            (PlanOrder.Name, true) => rows.OrderByDescending(r => r.Plan.Name),
            (PlanOrder.Price, false) => rows.OrderBy(r => r.Price),
            (PlanOrder.Price, true) => rows.OrderByDescending(r => r.Price),
            (PlanOrder.Machines, false) => rows.OrderBy(r => r.Machines),
            (PlanOrder.Machines, true) => rows.OrderByDescending(r => r.Machines),
            _ => rows.OrderBy(r => r.Plan.RetiredAt != null).ThenBy(r => r.Plan.SortOrder),
        };
        return sorted.ThenBy(r => r.Plan.Id).Select(r => r.Plan);
    }
}
