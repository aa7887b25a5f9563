using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Reconciliation;

/// <summary>The sizes that a region sells or sold, and which of them a machine has.</summary>
internal sealed class PricedSizes(IReadOnlyList<PricedSize> all)
{
    /// <summary>Reads them with the prices in force.</summary>
    public static async Task<PricedSizes> ReadAsync(LobsterDbContext db, RegionId region, Instant now, CancellationToken cancellationToken)
    {
        var plans = await db.Plans.AsNoTracking().OrderBy(p => p.SortOrder).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        var bound = await db.PlanRegions.Where(r => r.RegionId == region).ToDictionaryAsync(r => r.PlanId, r => r.BackendSizeId, cancellationToken);
        var sizes = new List<PricedSize>();
        foreach (var plan in plans)
            sizes.Add(new PricedSize(plan, bound.GetValueOrDefault(plan.Id), await db.PlanPriceAsync(plan.Id, region, now, cancellationToken)));
        return new PricedSizes(sizes);
    }

    /// <summary>What may be bought in the region.</summary>
    public IReadOnlyList<AdoptionPlan> Sold =>
        [.. all.Where(s => s is { Price: not null, Plan.RetiredAt: null }).Select(s => new AdoptionPlan(s.Plan.Id, s.Plan.Name, s.Price!.Sale))];

    /// <summary>Whether a machine is as large as a plan says, as far as the backend tells. Figures do not count where the backend's own size id fits.</summary>
    public bool Fits(BackendVm seen, PlanId planId) => all.FirstOrDefault(s => s.Plan.Id == planId) is not { } size || IsExactly(size, seen);

    /// <summary>The plan that a machine has the size of and that has a price; null when there is none or the backend tells too little.</summary>
    public PricedSize? Match(BackendVm seen) =>
        all.FirstOrDefault(s => s is { Price: not null, BackendSizeId: not null, Plan.RetiredAt: null } && s.BackendSizeId == seen.PlanId)
        ?? (TellsAll(seen) ? all.FirstOrDefault(s => s is { Price: not null, Plan.RetiredAt: null } && IsExactly(s, seen)) : null);

    /// <summary>The same, or else the smallest plan that holds it: good enough for an estimate.</summary>
    public PricedSize? Nearest(BackendVm seen) =>
        Match(seen) ?? (TellsAll(seen)
            ? all.Where(s => s.Price is not null && s.Plan.VCpus >= seen.VCpus && s.Plan.RamMb >= seen.RamMb && s.Plan.DiskGb >= seen.DiskGb).MinBy(s => s.Price!.Sale)
            : null);

    private static bool TellsAll(BackendVm seen) => seen is { VCpus: not null, RamMb: not null, DiskGb: not null };

    private static bool IsExactly(PricedSize size, BackendVm seen)
    {
        if (size.BackendSizeId is { } id && seen.PlanId is { } theirs) return id == theirs;
        return (seen.VCpus ?? size.Plan.VCpus) == size.Plan.VCpus && (seen.RamMb ?? size.Plan.RamMb) == size.Plan.RamMb && (seen.DiskGb ?? size.Plan.DiskGb) == size.Plan.DiskGb;
    }
}
