namespace Lobster.Core.Billing.Corrections;

/// <summary>What reckoning again found.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Lines">The lines that differ: machines', then images', each by time, then transfer by region and month.</param>
/// <param name="Checked">How many lines were reckoned again.</param>
/// <param name="Open">How many lines were left out because their day or month may still grow.</param>
/// <param name="Cancelled">How many were left out because all of them was given back: their machine never became usable.</param>
/// <param name="Unknown">How many estimated lines were left out because their image's size is not known yet.</param>
public sealed record CorrectionPreview(DateOnly From, DateOnly To, IReadOnlyList<CorrectedLine> Lines, int Checked, int Open, int Cancelled, int Unknown)
{
    /// <summary>What the account's credit changes by; positive gives back.</summary>
    public Money Difference => Lines.Aggregate(Money.Zero, (sum, line) => sum + line.Difference);

    /// <summary>Both together.</summary>
    internal CorrectionPreview With(Reckoned more) => this with
    {
        Lines = [.. Lines, .. more.Lines],
        Checked = Checked + more.Checked,
        Open = Open + more.Open,
        Cancelled = Cancelled + more.Cancelled,
        Unknown = Unknown + more.Unknown,
    };
}
