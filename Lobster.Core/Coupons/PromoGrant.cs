using Lobster.Core.Ledger;

namespace Lobster.Core.Coupons;

/// <summary>Promotional credit that was given, and what is left of it.</summary>
/// <param name="EntryId">The entry that gave it.</param>
/// <param name="Amount">How much it was.</param>
/// <param name="ExpiresAt">When it ends; null: never.</param>
/// <param name="IsEnded">Whether its end was booked.</param>
/// <param name="Left">What was not spent and has not ended.</param>
public sealed record PromoGrant(LedgerEntryId EntryId, Money Amount, Instant? ExpiresAt, bool IsEnded, Money Left);
