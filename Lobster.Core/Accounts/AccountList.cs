namespace Lobster.Core.Accounts;

/// <summary>One page of accounts.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Total">How many match on all pages.</param>
/// <param name="Credit">The credit of all of them, in currency units.</param>
public sealed record AccountList(IReadOnlyList<AccountRow> Rows, int Total, decimal Credit)
{
    /// <summary>Nothing.</summary>
    public static AccountList Empty { get; } = new([], 0, 0);
}
