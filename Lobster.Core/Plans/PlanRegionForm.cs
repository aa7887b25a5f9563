using Lobster.Core.Regions;

namespace Lobster.Core.Plans;

/// <summary>A plan in one region, as typed.</summary>
/// <param name="RegionId">The region.</param>
/// <param name="IsOffered">Whether new machines may take it there.</param>
/// <param name="BackendSizeId">The backend's own size id; empty: it takes the figures.</param>
public sealed record PlanRegionForm(RegionId RegionId, bool IsOffered, string? BackendSizeId);
