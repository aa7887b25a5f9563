using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Says where a plan is sold: everywhere when it is global and no row says otherwise, else where a row says so.</summary>
public static class PlanOffers
{
    /// <summary>Whether new machines may take this plan in this region.</summary>
    public static Task<bool> OffersAsync(this LobsterDbContext db, PlanId planId, RegionId regionId, CancellationToken cancellationToken) =>
        db.OfferedPlans(regionId).AnyAsync(p => p.Id == planId, cancellationToken);

    /// <summary>The plans that new machines may take in a region, small first.</summary>
    public static IQueryable<Plan> OfferedPlans(this LobsterDbContext db, RegionId regionId) =>
        db.Plans.Where(p => p.IsEnabled && p.RetiredAt == null
            && (db.PlanRegions.Any(r => r.PlanId == p.Id && r.RegionId == regionId && r.IsEnabled)
                || (p.IsGlobal && !db.PlanRegions.Any(r => r.PlanId == p.Id && r.RegionId == regionId))))
            .OrderBy(p => p.SortOrder).ThenBy(p => p.Id);
}
