namespace Lobster.Core.Regions;

/// <summary>Which regions an admin wants to see, in which order.</summary>
/// <param name="Search">Part of the name or of the location.</param>
/// <param name="Shown">Only these; null for all.</param>
/// <param name="Order">By what to sort.</param>
/// <param name="IsDescending">Whether the order is turned.</param>
/// <param name="Page">Counted from 1.</param>
/// <param name="Size">Rows a page.</param>
public sealed record RegionFilter(
    string? Search = null, RegionShown? Shown = null, RegionOrder Order = RegionOrder.Shop, bool IsDescending = false, int Page = 1, int Size = 25);
