namespace Lobster.Core.Payments;

/// <summary>How much of a payment may go back.</summary>
public static class RefundLimit
{
    /// <summary>
    /// The most that may be refunded, in minor units: what came and is neither back nor disputed, and of that no more than the account still has as credit, so that
    /// nothing is given back that was spent. Money that gave no credit (in review, or beyond what was asked) may always go back.
    /// </summary>
    /// <param name="payment">The payment.</param>
    /// <param name="refunds">Its refunds.</param>
    /// <param name="disputes">Its disputes.</param>
    /// <param name="spendable">The account's credit without what is promotional.</param>
    public static long Of(Payment payment, IReadOnlyCollection<Refund> refunds, IReadOnlyCollection<Dispute> disputes, Money spendable)
    {
        if (payment is not { PaidMinor: { } paid } || payment.PaidCurrency != payment.Currency) return 0;
        var gone = refunds.Where(r => r.State != RefundState.Failed).Sum(r => r.AmountMinor) + disputes.Where(d => d.State != DisputeState.Won).Sum(d => d.AmountMinor);
        var rest = Math.Max(0, paid - gone);
        if (payment.CompletedAt is null) return rest;
        var surplus = Math.Max(0, payment.SurplusMinor - gone);
        return Math.Min(rest, surplus + Affordable(payment, spendable));
    }

    // Rounded down: a refund never takes more credit than there is.
    private static long Affordable(Payment payment, Money spendable)
    {
        if (!spendable.IsPositive) return 0;
        var whole = Math.Min(payment.PaidMinor!.Value, payment.GrossMinor);
        return (long)Int128.Min(whole, (Int128)spendable.Nanos * whole / payment.Credit.Nanos);
    }
}
