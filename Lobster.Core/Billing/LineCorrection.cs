using Lobster.Core.Ledger;

namespace Lobster.Core.Billing;

/// <summary>A ledger entry that corrects a line.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Amount">What it gave back; negative: took in addition.</param>
/// <param name="Reason">Why, in words for the customer.</param>
/// <param name="At">When it was posted.</param>
public sealed record LineCorrection(LedgerEntryId EntryId, Money Amount, string Reason, Instant At);
