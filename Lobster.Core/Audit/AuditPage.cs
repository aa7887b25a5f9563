namespace Lobster.Core.Audit;

/// <summary>One page of what happened, newest first.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Total">How many there are.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Rows, int Total)
{
    /// <summary>Nothing.</summary>
    public static AuditPage Empty { get; } = new([], 0);
}
