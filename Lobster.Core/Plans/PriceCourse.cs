using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Plans;

/// <summary>All prices of storage or of transfer over time, and which of them holds where. Pure once it is read.</summary>
public sealed class PriceCourse
{
    private readonly List<PriceVersion> everywhere;
    private readonly ILookup<RegionId, PriceVersion> regional;
    private readonly Dictionary<RegionId, IReadOnlyList<PriceVersion>> known = [];

    /// <summary>From all versions of one subject, in any order.</summary>
    public PriceCourse(IEnumerable<PriceVersion> versions)
    {
        var ordered = versions.OrderBy(v => v.From).ToList();
        everywhere = ordered.FindAll(v => v.RegionId is null);
        regional = ordered.Where(v => v.RegionId is not null).ToLookup(v => v.RegionId!.Value);
    }

    /// <summary>The versions that hold in a region, each until the next one starts: a region's own from its first on, before that the one for all.</summary>
    public IReadOnlyList<PriceVersion> In(RegionId region)
    {
        if (known.TryGetValue(region, out var course)) return course;
        var own = regional[region].ToList();
        return known[region] = own.Count == 0 ? everywhere : [.. everywhere.Where(v => v.From < own[0].From), .. own];
    }

    /// <summary>The version in force in a region at a moment; null before the first.</summary>
    public PriceVersion? At(RegionId region, Instant moment) => In(region).LastOrDefault(v => v.From <= moment);

    /// <summary>Reads all prices of a subject that is no plan.</summary>
    internal static async Task<PriceCourse> ReadAsync(LobsterDbContext db, PriceSubject subject, CancellationToken cancellationToken) =>
        new(await db.PriceVersions.AsNoTracking().Where(p => p.Subject == subject && p.PlanId == null).ToListAsync(cancellationToken));
}
