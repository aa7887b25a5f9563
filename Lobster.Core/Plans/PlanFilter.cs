namespace Lobster.Core.Plans;

/// <summary>Which plans an admin wants to see, in which order.</summary>
/// <param name="Search">Part of the name.</param>
/// <param name="Shown">Only these; null for all.</param>
/// <param name="Order">By what to sort.</param>
/// <param name="IsDescending">Whether the order is turned.</param>
/// <param name="Page">Counted from 1.</param>
/// <param name="Size">Rows a page.</param>
public sealed record PlanFilter(
    string? Search = null, PlanShown? Shown = null, PlanOrder Order = PlanOrder.Shop, bool IsDescending = false, int Page = 1, int Size = 25);
