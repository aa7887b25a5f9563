namespace Lobster.Core.Regions;

/// <summary>One page of regions.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Total">How many fit on all pages.</param>
/// <param name="IsAny">Whether there is any region at all, fitting or not.</param>
public sealed record RegionList(IReadOnlyList<RegionRow> Rows, int Total, bool IsAny)
{
    /// <summary>Nothing.</summary>
    public static RegionList Empty { get; } = new([], 0, false);
}
