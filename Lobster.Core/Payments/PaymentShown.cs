using Lobster.Core.Tax;

namespace Lobster.Core.Payments;

/// <summary>A payment as its owner sees it.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Refunds">What went back, the oldest first.</param>
/// <param name="Disputes">What the bank claims.</param>
/// <param name="Instructions">What to enter at the bank, while it is to be paid that way; empty otherwise.</param>
public sealed record PaymentShown(Payment Payment, IReadOnlyList<Refund> Refunds, IReadOnlyList<Dispute> Disputes, IReadOnlyList<PayInstruction> Instructions)
{
    /// <summary>How it is taxed; null for payments from before the panel knew.</summary>
    public PaymentTax? Tax { get; init; }
}
