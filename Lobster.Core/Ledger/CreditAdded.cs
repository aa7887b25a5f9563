namespace Lobster.Core.Ledger;

/// <summary>Credit that came in.</summary>
/// <param name="At">When.</param>
/// <param name="Amount">How much.</param>
/// <param name="Kind">As what.</param>
/// <param name="Gateway">Through which gateway; null for none.</param>
public sealed record CreditAdded(Instant At, Money Amount, EntryKind Kind, string? Gateway);
