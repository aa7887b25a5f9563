using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Regions;

/// <summary>Filters and sorts regions in the database.</summary>
internal static class RegionListing
{
    public static IQueryable<Region> Narrow(IQueryable<Region> regions, RegionFilter filter)
    {
        regions = filter.Shown switch
        {
            null => regions,
            RegionShown.Open => regions.Where(r => r.IsEnabled),
            RegionShown.Closed => regions.Where(r => !r.IsEnabled),
            RegionShown.Failing => regions.Where(r => r.FailingSince != null),
            var other => throw new ArgumentOutOfRangeException(nameof(filter), other, null),
        };
        if (string.IsNullOrWhiteSpace(filter.Search)) return regions;
        var like = SearchText.Contains(filter.Search);
#pragma warning disable CA1304, CA1311 // Runs in the database, which takes no culture.
        return regions.Where(r => EF.Functions.Like(r.Name.ToLower(), like, "\\") || EF.Functions.Like(r.Location.ToLower(), like, "\\"));
#pragma warning restore CA1304, CA1311
    }

    public static IQueryable<Region> Sort(LobsterDbContext db, IQueryable<Region> regions, RegionFilter filter)
    {
        var rows = regions.Select(r => new
        {
            Region = r,
            Machines = db.VirtualMachines.Count(v => v.RegionId == r.Id && v.Lifecycle != VmLifecycle.Deleted),
            Rate = db.VirtualMachines.Where(v => v.RegionId == r.Id && v.Lifecycle != VmLifecycle.Deleted).Sum(v => v.HourlyRate.Nanos),
        });
        var sorted = (filter.Order, filter.IsDescending) switch
        {
            (RegionOrder.Name, false) => rows.OrderBy(r => r.Region.Name),
            (RegionOrder.Name, true) => rows.OrderByDescending(r => r.Region.Name),
            (RegionOrder.Machines, false) => rows.OrderBy(r => r.Machines),
            (RegionOrder.Machines, true) => rows.OrderByDescending(r => r.Machines),
            (RegionOrder.Rate, false) => rows.OrderBy(r => r.Rate),
            (RegionOrder.Rate, true) => rows.OrderByDescending(r => r.Rate),
            _ => rows.OrderBy(r => r.Region.SortOrder).ThenBy(r => r.Region.Name),
        };
        return sorted.ThenBy(r => r.Region.Id).Select(r => r.Region);
    }
}
