using Lobster.Core.Regions;

namespace Lobster.Core.Plans;

/// <summary>A plan in one region.</summary>
/// <param name="RegionId">The region.</param>
/// <param name="Region">Its name.</param>
/// <param name="IsOffered">Whether new machines may take it there.</param>
/// <param name="BackendSizeId">What the backend calls the size; null: it takes the figures.</param>
public sealed record PlanPlace(RegionId RegionId, string Region, bool IsOffered, string? BackendSizeId);
