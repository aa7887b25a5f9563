namespace Lobster.Core.Accounts;

/// <summary>What pays: a credit balance and all that it buys.</summary>
public sealed class Account
{
    /// <summary>The account's number.</summary>
    public AccountId Id { get; set; }

    /// <summary>What staff and invoices call it.</summary>
    public required string Name { get; set; }

    /// <summary>Prepaid money: always the sum of the account's ledger entries. Moves only by relative update, in the entry's transaction.</summary>
    public Money Credit { get; set; }

    /// <summary>How many machines it may have at once; null: the panel's default.</summary>
    public int? VmLimit { get; set; }

    /// <summary>Where it stands between good and terminated.</summary>
    public StandingState Standing { get; set; } = StandingState.Good;

    /// <summary>Since when it stands there (business clock).</summary>
    public Instant StandingSince { get; set; }

    /// <summary>Why it is suspended, if it is.</summary>
    public SuspensionKind Suspension { get; set; }

    /// <summary>Full-price burn per hour that was recorded when it was suspended; zero otherwise.</summary>
    public Money BurnAtSuspension { get; set; }

    /// <summary>What staff wrote when they suspended it; its owner reads it. Null unless <see cref="Suspension"/> is manual.</summary>
    public string? SuspensionReason { get; set; }

    /// <summary>When the first low-credit notice of the current shortage went out.</summary>
    public Instant? FirstNoticeAt { get; set; }

    /// <summary>When the latest low-credit notice went out.</summary>
    public Instant? LastNoticeAt { get; set; }

    /// <summary>How many low-credit notices went out in the current shortage.</summary>
    public int NoticesSent { get; set; }

    /// <summary>The termination date that the owner was told; not before it is the account terminated. Null while there is none.</summary>
    public Instant? TerminationDue { get; set; }

    /// <summary>The number of the first notice that told <see cref="TerminationDue"/>.</summary>
    public int? TerminationNotice { get; set; }

    /// <summary>Since when it cannot be charged; null while it can. Parked: no charges, no standing changes, no new machines.</summary>
    public Instant? ParkedAt { get; set; }

    /// <summary>Why it is parked, in words for an admin.</summary>
    public string? ParkedReason { get; set; }

    /// <summary>When an admin closed it to new machines and changes; null while open.</summary>
    public Instant? DisabledAt { get; set; }

    /// <summary>When it was opened (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>Goes up with every use case that takes the account's row first; the account's lock.</summary>
    public long Version { get; set; }
}
