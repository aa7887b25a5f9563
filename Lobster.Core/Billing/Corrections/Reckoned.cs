namespace Lobster.Core.Billing.Corrections;

/// <summary>What reckoning the lines of one kind again found; the words are those of <see cref="CorrectionPreview"/>.</summary>
internal sealed record Reckoned(IReadOnlyList<CorrectedLine> Lines, int Checked, int Open = 0, int Cancelled = 0, int Unknown = 0);
