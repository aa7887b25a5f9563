using Lobster.Core.Payments;

namespace Lobster.Core.Tax;

/// <summary>
/// How a payment is taxed and between whom: written with the payment and never changed, since the customer was shown and agreed to just this amount. Its tax in money is
/// <see cref="Payment.TaxMinor"/>.
/// </summary>
public sealed class PaymentTax
{
    /// <summary>The payment.</summary>
    public PaymentId PaymentId { get; set; }

    /// <summary>Why it carries this tax.</summary>
    public TaxKind Kind { get; set; }

    /// <summary>The rate in thousandths of a percent.</summary>
    public int RateThousandths { get; set; }

    /// <summary>What the tax is called; empty for none.</summary>
    public string Name { get; set; } = "";

    /// <summary>Who sold; null when nobody had said.</summary>
    public Party? Seller { get; set; }

    /// <summary>Who bought; null when the customer had not said.</summary>
    public Party? Customer { get; set; }

    /// <summary>What was decided.</summary>
    public TaxDecision Decision => new(RateThousandths, Kind, Name);
}
