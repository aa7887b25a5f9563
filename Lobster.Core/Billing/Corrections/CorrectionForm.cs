using Lobster.Core.Accounts;
using Lobster.Core.Plans;

namespace Lobster.Core.Billing.Corrections;

/// <summary>What staff enter to have an account's charges of some days reckoned again.</summary>
/// <param name="AccountId">Whose charges.</param>
/// <param name="From">The first UTC day, as typed ("2026-11-01").</param>
/// <param name="To">The last UTC day, as typed.</param>
/// <param name="Reason">Why, in words for the ledger; the customer reads them too.</param>
public sealed record CorrectionForm(AccountId AccountId, string? From, string? To, string? Reason)
{
    /// <summary>Charges of which kind; null: all, or those that <see cref="PriceVersionId"/> prices.</summary>
    public ChargeKind? Only { get; init; }

    /// <summary>
    /// A price that machines of its plan, images or transfer should have paid, in its region or in all; null: what was in force. With a price only
    /// charges of its kind are reckoned again.
    /// </summary>
    public PriceVersionId? PriceVersionId { get; init; }

    /// <summary>From when they should have paid it, in UTC; empty: from the first day's start.</summary>
    public string? PriceFrom { get; init; }

    /// <summary>The difference that the admin saw, which is all that may be posted; null before anything was shown.</summary>
    public Money? Expected { get; init; }

    /// <summary>Whether the owner gets an e-mail.</summary>
    public bool TellsOwner { get; init; }
}
