using Lobster.Core.Payments;

namespace Lobster.Core.Tax;

/// <summary>All that stands on a receipt.</summary>
/// <param name="Receipt">Its number.</param>
/// <param name="Payment">The payment.</param>
/// <param name="Tax">How it was taxed and between whom; null for payments from before the panel knew.</param>
/// <param name="Refunds">What went back or is on its way, the oldest first.</param>
/// <param name="Sums">The figures.</param>
public sealed record ReceiptShown(PaymentReceipt Receipt, Payment Payment, PaymentTax? Tax, IReadOnlyList<Refund> Refunds, ReceiptSums Sums);
