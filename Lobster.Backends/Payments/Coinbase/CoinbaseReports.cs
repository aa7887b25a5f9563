using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>What a checkout says of its payment. Pure. A USDC is a dollar here, as in Coinbase's own plug-ins.</summary>
internal static class CoinbaseReports
{
    /// <summary>The one currency of the panel with which this works.</summary>
    public const string Dollar = "USD";

    /// <summary>What customers pay in.</summary>
    public const string Coin = "USDC";

    /// <summary>How many decimals Coinbase takes.</summary>
    public const int Digits = 2;

    /// <summary>The report of a checkout.</summary>
    /// <exception cref="GatewayException">A refund cannot be read.</exception>
    public static PaymentReport Of(CoinbaseCheckout checkout, Payment payment)
    {
        var report = new PaymentReport { GatewayId = checkout.Id };
        return checkout.Status switch
        {
            "PROCESSING" => report with { Progress = "Seen, waiting for confirmation." },
            "COMPLETED" or "PARTIALLY_REFUNDED" or "REFUNDED" => Paid(report, checkout, payment),
            "FAILED" => report with { End = new ReportedEnd(PaymentState.Failed, "The payment failed at Coinbase.") },
            "EXPIRED" => report with { End = new ReportedEnd(PaymentState.Expired, "It was not paid in time.") },
            "DEACTIVATED" => report with { End = new ReportedEnd(PaymentState.Cancelled, "The checkout was switched off at Coinbase.") },
            _ => report,
        };
    }

    /// <summary>A refund as Coinbase tells it.</summary>
    /// <param name="refund">Coinbase's.</param>
    /// <param name="requestId">Our id of it; null when it was made at Coinbase.</param>
    /// <exception cref="GatewayException">It cannot be read.</exception>
    public static ReportedRefund Refund(CoinbaseRefund refund, Guid? requestId)
    {
        var state = refund.Status switch
        {
            "PENDING" => RefundState.Pending,
            "COMPLETED" => RefundState.Completed,
            "FAILED" => RefundState.Failed,
            _ => throw Unreadable(refund),
        };
        return refund.Currency == Coin && DecimalAmount.Read(refund.Amount, Dollar) is > 0 and var amount
            ? new ReportedRefund(refund.Id, amount, state) { RequestId = requestId }
            : throw Unreadable(refund);
    }

    private static PaymentReport Paid(PaymentReport report, CoinbaseCheckout checkout, Payment payment)
    {
        var amount = checkout.Currency == Coin ? DecimalAmount.Read(checkout.Amount, Dollar) : null;
        return report with
        {
            // An amount that cannot be read is shown as nothing and held: an admin looks it up.
            Money = new ReportedMoney(checkout.Id, amount ?? 0, Dollar),
            Doubt = Doubt(checkout, payment, amount),
            Fee = checkout.Settlement is { Currency: Coin, FeeAmount: var fee } && DecimalAmount.Read(fee, Dollar) is { } minor ? new GatewayFee(minor, Dollar) : null,
            Refunds = [.. (checkout.Refunds ?? []).Select(r => Refund(r, CoinbaseRefundMark.Read(r.Reason)))],
        };
    }

    private static string? Doubt(CoinbaseCheckout checkout, Payment payment, long? amount)
    {
        if (checkout.Id != payment.GatewayId) return "The checkout is another one than this payment's.";
        if (CoinbaseReference.Read(checkout.Metadata) != payment.Reference) return "The checkout is not for this payment's reference.";
        if (checkout.Currency != Coin) return "The checkout is not in USDC.";
        if (amount != payment.GrossMinor) return "The checkout is for another amount than this payment.";
        return checkout.Settlement is { TotalAmount: { } total } settled && (settled.Currency != Coin || DecimalAmount.Read(total, Dollar) != amount)
            ? "What Coinbase settled is not what the checkout asked for."
            : null;
    }

    private static GatewayException Unreadable(CoinbaseRefund refund) =>
        new(GatewayErrorKind.Unavailable, $"Coinbase tells of the refund {refund.Id} in a way that cannot be read. Look at it there.");
}
