using Lobster.Core.Regions;

namespace Lobster.Core.Plans;

/// <summary>Binds a plan to a region and says what the region's backend calls that size.</summary>
public sealed class PlanRegion
{
    /// <summary>The plan.</summary>
    public PlanId PlanId { get; set; }

    /// <summary>The region.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>The backend's own size id; null: the backend takes vCPUs, RAM and disk as numbers.</summary>
    public string? BackendSizeId { get; set; }

    /// <summary>Whether the plan is offered there.</summary>
    public bool IsEnabled { get; set; } = true;
}
