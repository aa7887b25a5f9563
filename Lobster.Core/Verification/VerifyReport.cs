namespace Lobster.Core.Verification;

/// <summary>What one look at the books found.</summary>
/// <param name="Violations">What does not fit, at most <see cref="Most"/>; empty when all does.</param>
/// <param name="Total">How many there are altogether.</param>
/// <param name="Counts">How many rows were looked at.</param>
public sealed record VerifyReport(IReadOnlyList<Violation> Violations, int Total, VerifyCounts Counts)
{
    /// <summary>How many violations are kept in memory: a database that is wrong everywhere must not end the program.</summary>
    public const int Most = 10_000;
}
