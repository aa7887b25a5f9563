namespace Lobster.Core.Reconciliation;

/// <summary>A page of findings.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Open">What is open, by kind; kinds without any are left out.</param>
/// <param name="Inventories">When each region was last listed.</param>
public sealed record FindingList(IReadOnlyList<FindingRow> Rows, int Total, IReadOnlyList<FindingCount> Open, IReadOnlyList<InventoryLine> Inventories)
{
    /// <summary>Nothing.</summary>
    public static FindingList Empty { get; } = new([], 0, [], []);
}
