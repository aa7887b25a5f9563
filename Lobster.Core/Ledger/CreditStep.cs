namespace Lobster.Core.Ledger;

/// <summary>Credit at a moment, for a chart.</summary>
/// <param name="At">The moment.</param>
/// <param name="Credit">The credit then.</param>
public sealed record CreditStep(Instant At, Money Credit);
