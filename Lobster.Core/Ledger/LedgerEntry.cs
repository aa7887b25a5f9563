using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Payments;

namespace Lobster.Core.Ledger;

/// <summary>
/// One signed change of an account's credit, with a reason. Immutable from birth, but for usage and storage entries, which grow until their day is sealed.
/// </summary>
public sealed class LedgerEntry
{
    /// <summary>The entry's number.</summary>
    public LedgerEntryId Id { get; set; }

    /// <summary>Whose credit it changed.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>Why, by kind.</summary>
    public EntryKind Kind { get; set; }

    /// <summary>Unique in the database; posting the same key again changes nothing.</summary>
    public required string Key { get; set; }

    /// <summary>The change; negative takes credit away.</summary>
    public Money Amount { get; set; }

    /// <summary>The UTC day of the usage it charges; null for other kinds.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Whether it may still grow: false only for an open day's usage or storage.</summary>
    public bool IsSealed { get; set; } = true;

    /// <summary>Why, in words that the customer may read.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The payment behind it, if there is one.</summary>
    public PaymentId? PaymentId { get; set; }

    /// <summary>The entry that this one corrects, if it does.</summary>
    public LedgerEntryId? CorrectsEntryId { get; set; }

    /// <summary>The charge line that this one corrects, if it does.</summary>
    public ChargeLineId? CorrectsLineId { get; set; }

    /// <summary>The storage line that this one corrects, if it does. An entry corrects one line at most, of whatever kind.</summary>
    public StorageLineId? CorrectsStorageLineId { get; set; }

    /// <summary>The transfer line that this one corrects, if it does.</summary>
    public TransferLineId? CorrectsTransferLineId { get; set; }

    /// <summary>When a promotional grant ends; null for all else.</summary>
    public Instant? ExpiresAt { get; set; }

    /// <summary>Who did it.</summary>
    public required Actor Actor { get; set; }

    /// <summary>When it was posted first (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When it last grew; equal to <see cref="CreatedAt"/> for all that cannot.</summary>
    public Instant UpdatedAt { get; set; }
}
