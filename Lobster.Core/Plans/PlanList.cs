namespace Lobster.Core.Plans;

/// <summary>One page of plans.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Total">How many fit on all pages.</param>
/// <param name="IsAny">Whether there is any plan at all, fitting or not.</param>
public sealed record PlanList(IReadOnlyList<PlanRow> Rows, int Total, bool IsAny)
{
    /// <summary>Nothing.</summary>
    public static PlanList Empty { get; } = new([], 0, false);
}
