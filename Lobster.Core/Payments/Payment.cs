using Lobster.Core.Accounts;

namespace Lobster.Core.Payments;

/// <summary>One attempt to add credit. Written before the gateway is called; money facts are read from here and never from a callback.</summary>
public sealed class Payment
{
    /// <summary>The payment's number.</summary>
    public PaymentId Id { get; set; }

    /// <summary>What the gateway is told: opaque, unique, letters, digits, "-" and "_" only.</summary>
    public required string Reference { get; set; }

    /// <summary>Who gets the credit.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>Which gateway ("test").</summary>
    public required string Gateway { get; set; }

    /// <summary>The request that began it, unique.</summary>
    public Guid RequestId { get; set; }

    /// <summary>Where it is.</summary>
    public PaymentState State { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; set; }

    /// <summary>What the customer pays, tax included, in minor units of <see cref="Currency"/>.</summary>
    public long GrossMinor { get; set; }

    /// <summary>The tax in it, in minor units.</summary>
    public long TaxMinor { get; set; }

    /// <summary>The gateway's fee, in minor units; our cost. Null while unknown.</summary>
    public long? FeeMinor { get; set; }

    /// <summary>What went back so far, in minor units.</summary>
    public long RefundedMinor { get; set; }

    /// <summary>The credit that it adds when it completes.</summary>
    public Money Credit { get; set; }

    /// <summary>The gateway's own id of it; null until the gateway has told.</summary>
    public string? GatewayId { get; set; }

    /// <summary>Why it is in review or failed, in words for an admin.</summary>
    public string? Note { get; set; }

    /// <summary>When it was begun (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When it completed (business clock); null until then.</summary>
    public Instant? CompletedAt { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }
}
