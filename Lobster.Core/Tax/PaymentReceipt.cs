using System.Globalization;
using Lobster.Core.Payments;

namespace Lobster.Core.Tax;

/// <summary>The number of a payment's receipt: given in the transaction that completes the payment, without gaps over the whole panel, and never changed.</summary>
public sealed class PaymentReceipt
{
    /// <summary>1, 2, 3 …</summary>
    public long Number { get; set; }

    /// <summary>The payment; it has one receipt.</summary>
    public PaymentId PaymentId { get; set; }

    /// <summary>When (business clock).</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>As it stands on the receipt: "R-000123".</summary>
    public string Text => "R-" + Number.ToString("D6", CultureInfo.InvariantCulture);
}
