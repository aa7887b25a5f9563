using Lobster.Core.Payments;

namespace Lobster.Core.Tax;

/// <summary>What stands on a receipt in figures.</summary>
/// <param name="Paid">What was paid for the credit, and the tax in it: less than was asked for where less came and was credited, never more.</param>
/// <param name="Returned">What of that went back or is on its way back.</param>
/// <param name="SurplusMinor">What came beyond what was asked for, in minor units; it is no part of the sale.</param>
public sealed record ReceiptSums(TaxAmount Paid, TaxAmount Returned, long SurplusMinor)
{
    /// <summary>The figures of a payment that completed. Money in another currency that staff accepted counts as what was asked for.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="refunds">Its refunds.</param>
    public static ReceiptSums Of(Payment payment, IEnumerable<Refund> refunds)
    {
        ArgumentNullException.ThrowIfNull(payment);
        var gross = payment.PaidMinor is { } came && payment.PaidCurrency == payment.Currency ? Math.Min(came, payment.GrossMinor) : payment.GrossMinor;
        var back = refunds.Where(r => r.State != RefundState.Failed).Sum(r => r.AmountMinor) - payment.SurplusMinor;
        return new ReceiptSums(
            TaxAmount.InPart(gross, payment.GrossMinor, payment.TaxMinor),
            TaxAmount.InPart(Math.Clamp(back, 0, gross), payment.GrossMinor, payment.TaxMinor),
            payment.SurplusMinor);
    }
}
