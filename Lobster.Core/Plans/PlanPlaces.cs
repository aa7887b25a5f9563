using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>Writes where a plan is sold, with a row only where the plan's own rule does not say it.</summary>
internal static class PlanPlaces
{
    /// <summary>Makes the plan's rows say what the form says.</summary>
    public static async Task ApplyAsync(LobsterDbContext db, Plan plan, IReadOnlyList<PlanRegionForm> places, CancellationToken cancellationToken)
    {
        var known = await db.Regions.Select(r => r.Id).ToListAsync(cancellationToken);
        var rows = await db.PlanRegions.Where(r => r.PlanId == plan.Id).ToListAsync(cancellationToken);
        foreach (var place in places.Where(p => known.Contains(p.RegionId)))
        {
            var size = string.IsNullOrWhiteSpace(place.BackendSizeId) ? null : place.BackendSizeId.Trim();
            var row = rows.SingleOrDefault(r => r.RegionId == place.RegionId);
            var isNeeded = size is not null || place.IsOffered != plan.IsGlobal;
            if (row is not null && !isNeeded) db.PlanRegions.Remove(row);
            if (!isNeeded) continue;
            if (row is null) db.PlanRegions.Add(row = new PlanRegion { PlanId = plan.Id, RegionId = place.RegionId });
            (row.IsEnabled, row.BackendSizeId) = (place.IsOffered, size is { Length: > 200 } ? size[..200] : size);
        }
    }
}
