using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Finds the price that holds: the latest one in force, a region's own before the one for all regions.</summary>
public static class Prices
{
    /// <summary>What an hour of a plan costs in a region, for a machine that starts now. Null: the plan has no price there.</summary>
    public static Task<PriceVersion?> PlanPriceAsync(
        this LobsterDbContext db, PlanId planId, RegionId regionId, Instant at, CancellationToken cancellationToken) =>
        InForce(db.PriceVersions.Where(p => p.PlanId == planId), regionId, at).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What storage or transfer costs in a region. Null: nothing.</summary>
    public static Task<PriceVersion?> PriceAsync(
        this LobsterDbContext db, PriceSubject subject, RegionId regionId, Instant at, CancellationToken cancellationToken) =>
        InForce(db.PriceVersions.Where(p => p.Subject == subject && p.PlanId == null), regionId, at).FirstOrDefaultAsync(cancellationToken);

    private static IQueryable<PriceVersion> InForce(IQueryable<PriceVersion> versions, RegionId regionId, Instant at) =>
        versions.AsNoTracking().Where(p => p.From <= at && (p.RegionId == null || p.RegionId == regionId))
            .OrderByDescending(p => p.RegionId != null).ThenByDescending(p => p.From);
}
