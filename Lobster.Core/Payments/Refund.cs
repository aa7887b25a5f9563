using Lobster.Core.Accounts;

namespace Lobster.Core.Payments;

/// <summary>Money that goes back to where a payment came from: asked for here, or made at the provider and told to us.</summary>
public sealed class Refund
{
    /// <summary>The refund's number.</summary>
    public RefundId Id { get; set; }

    /// <summary>The payment that it gives back, in whole or in part.</summary>
    public PaymentId PaymentId { get; set; }

    /// <summary>Which gateway; the payment's.</summary>
    public required string Gateway { get; set; }

    /// <summary>The request that began it, unique, and the provider's idempotency key; null for one that was made at the provider.</summary>
    public Guid? RequestId { get; set; }

    /// <summary>The provider's id of it, unique within the gateway; null until the provider knows it.</summary>
    public string? RefundKey { get; set; }

    /// <summary>How much, in minor units of the payment's currency.</summary>
    public long AmountMinor { get; set; }

    /// <summary>Where it is.</summary>
    public RefundState State { get; set; }

    /// <summary>Why, in words that the customer may read.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What went wrong, for an admin; null when nothing did.</summary>
    public string? Note { get; set; }

    /// <summary>Who asked for it; the webhook's actor for one that was made at the provider.</summary>
    public required Actor Actor { get; set; }

    /// <summary>When its credit was taken back (business clock); null before, and for a payment that gave none.</summary>
    public Instant? DebitedAt { get; set; }

    /// <summary>When its credit was given back, since it failed (business clock).</summary>
    public Instant? GivenBackAt { get; set; }

    /// <summary>When it was asked for or first heard of (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When the provider is to be asked next (system clock); null when there is nothing to ask.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>How often the provider was asked in vain.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether its credit is taken back now.</summary>
    public bool IsDebited => DebitedAt is not null && GivenBackAt is null;
}
