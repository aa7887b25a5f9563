using Lobster.Core.Accounts;

namespace Lobster.Core.Payments;

/// <summary>One attempt to add credit. Written before the gateway is called; money facts are read from here and never from a callback.</summary>
public sealed class Payment
{
    /// <summary>What every reference begins with, so that others who sell through the same provider account are told apart.</summary>
    public const string ReferencePrefix = "lobster-pay_";

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

    /// <summary>The gateway's fee, in minor units of <see cref="FeeCurrency"/>; our cost. Null while unknown.</summary>
    public long? FeeMinor { get; set; }

    /// <summary>The currency of the fee, which is the provider's own where it settles in another one. Null while unknown.</summary>
    public string? FeeCurrency { get; set; }

    /// <summary>What went back or is on its way back, in minor units: the sum of its refunds that have not failed, never more than was asked for.</summary>
    public long RefundedMinor { get; set; }

    /// <summary>The credit that it adds when it completes: what is paid without tax.</summary>
    public Money Credit { get; set; }

    /// <summary>The provider's id of it (order, session, checkout, invoice), unique within the gateway; null until the provider has told, or for ever where it has none.</summary>
    public string? GatewayId { get; set; }

    /// <summary>The provider's id of the movement of money, unique within the gateway; null while no money came.</summary>
    public string? MoneyKey { get; set; }

    /// <summary>What came, in minor units of <see cref="PaidCurrency"/>; null while nothing did.</summary>
    public long? PaidMinor { get; set; }

    /// <summary>The currency of what came; null while nothing did.</summary>
    public string? PaidCurrency { get; set; }

    /// <summary>Where the customer pays; null before the provider told and once there is nothing left to pay.</summary>
    public string? PayUrl { get; set; }

    /// <summary>How far it is while it is pending, in words that the customer may read; null when there is nothing to tell.</summary>
    public string? Progress { get; set; }

    /// <summary>Whether it was begun by automatic top-up.</summary>
    public bool IsAutomatic { get; set; }

    /// <summary>Why it is in review or failed, in words for an admin.</summary>
    public string? Note { get; set; }

    /// <summary>Which member of staff recorded its money by hand; null where a provider told.</summary>
    public long? RecordedBy { get; set; }

    /// <summary>Which member of staff credited it out of review; null where nobody had to.</summary>
    public long? ApprovedBy { get; set; }

    /// <summary>The day on which the bank had the money; null where nobody recorded it by hand.</summary>
    public DateOnly? ValueDate { get; set; }

    /// <summary>When it was begun (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>When it completed (business clock); null until then.</summary>
    public Instant? CompletedAt { get; set; }

    /// <summary>When the provider is to be asked about it next (system clock); null when there is nothing left to ask.</summary>
    public Instant? LookAt { get; set; }

    /// <summary>How often the provider was asked about it by the sweep.</summary>
    public int Looks { get; set; }

    /// <summary>For optimistic concurrency.</summary>
    public long Version { get; set; }

    /// <summary>What came beyond what was asked for, in minor units; it gave no credit.</summary>
    public long SurplusMinor => PaidMinor is { } paid && PaidCurrency == Currency ? Math.Max(0, paid - GrossMinor) : 0;
}
