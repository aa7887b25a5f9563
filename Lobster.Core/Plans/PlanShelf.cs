using Lobster.Core.Regions;

namespace Lobster.Core.Plans;

/// <summary>Plans with all that lists say about them, read in a few queries.</summary>
/// <param name="Plans">The plans.</param>
/// <param name="Regions">All regions in their order.</param>
/// <param name="Rows">Their rows of places.</param>
/// <param name="Prices">Their prices that have begun.</param>
/// <param name="Machines">How many machines use each.</param>
internal sealed record PlanShelf(
    IReadOnlyList<Plan> Plans, IReadOnlyList<KeyValuePair<RegionId, string>> Regions, IReadOnlyList<PlanRegion> Rows, IReadOnlyList<PriceVersion> Prices,
    IReadOnlyDictionary<PlanId, int> Machines)
{
    public PlanRow Row(Plan plan)
    {
        var own = Prices.Where(p => p.PlanId == plan.Id).ToList();
        var price = own.Where(p => p.RegionId is null).MaxBy(p => p.From);
        return new PlanRow(
            new PlanFacts(plan.Id, plan.Name, plan.VCpus, plan.RamMb, plan.DiskGb, plan.TransferGb, price?.Sale) { StoppedFactor = plan.StoppedFactor, SuspendedFactor = plan.SuspendedFactor },
            price?.Wholesale is { IsPositive: true } cost ? cost : null,
            own.Where(p => p.RegionId is not null).Select(p => p.RegionId).Distinct().Count(), plan.IsGlobal,
            [.. Places(plan).Where(p => p.IsOffered).Select(p => p.Region)], Machines.GetValueOrDefault(plan.Id), plan.IsEnabled, plan.RetiredAt);
    }

    public IEnumerable<PlanPlace> Places(Plan plan) =>
        from region in Regions
        let row = Rows.FirstOrDefault(r => r.PlanId == plan.Id && r.RegionId == region.Key)
        select new PlanPlace(region.Key, region.Value, row?.IsEnabled ?? plan.IsGlobal, row?.BackendSizeId);
}
