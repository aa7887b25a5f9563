namespace Lobster.Core.Billing.Corrections;

/// <summary>What reckoning again found.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Lines">The lines that differ, by machine and time.</param>
/// <param name="Checked">How many lines were reckoned again.</param>
/// <param name="Open">How many lines were left out because their day may still grow.</param>
/// <param name="Cancelled">How many were left out because all of them was given back: their machine never became usable.</param>
public sealed record CorrectionPreview(DateOnly From, DateOnly To, IReadOnlyList<CorrectedLine> Lines, int Checked, int Open, int Cancelled)
{
    /// <summary>What the account's credit changes by; positive gives back.</summary>
    public Money Difference => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Difference);
}
