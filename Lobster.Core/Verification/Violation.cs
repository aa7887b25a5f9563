namespace Lobster.Core.Verification;

/// <summary>Something in the tables that must not be.</summary>
/// <param name="Rule">Which invariant ("ledger-balance").</param>
/// <param name="Subject">What it concerns ("account 12").</param>
/// <param name="Detail">What is there and what should be.</param>
public sealed record Violation(string Rule, string Subject, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Subject}: {Detail}";
}
