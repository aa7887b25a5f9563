namespace Lobster.Core.Ledger;

/// <summary>One page of an account's ledger, newest first.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Total">How many entries there are.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerRow> Rows, int Total)
{
    /// <summary>Nothing.</summary>
    public static LedgerPage Empty { get; } = new([], 0);
}
