namespace Lobster.Core.Payments;

/// <summary>A claim of the customer's bank on a payment.</summary>
public sealed class Dispute
{
    /// <summary>The dispute's number.</summary>
    public DisputeId Id { get; set; }

    /// <summary>The payment.</summary>
    public PaymentId PaymentId { get; set; }

    /// <summary>Which gateway; the payment's.</summary>
    public required string Gateway { get; set; }

    /// <summary>The provider's id of it, unique within the gateway.</summary>
    public required string DisputeKey { get; set; }

    /// <summary>How much is claimed, in minor units of the payment's currency.</summary>
    public long AmountMinor { get; set; }

    /// <summary>How it stands.</summary>
    public DisputeState State { get; set; }

    /// <summary>The bank's reason in the provider's words; null when not told.</summary>
    public string? Reason { get; set; }

    /// <summary>Until when the provider wants an answer; null when not told.</summary>
    public Instant? AnswerBy { get; set; }

    /// <summary>When its credit was held (business clock); null when it was not.</summary>
    public Instant? HeldAt { get; set; }

    /// <summary>When the hold ended, one way or the other (business clock).</summary>
    public Instant? ReleasedAt { get; set; }

    /// <summary>When its credit was taken for good (business clock).</summary>
    public Instant? ChargedBackAt { get; set; }

    /// <summary>When it was first heard of (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>Whether its credit is taken now, for a while or for good.</summary>
    public bool IsTaken => ChargedBackAt is not null || (HeldAt is not null && ReleasedAt is null);
}
