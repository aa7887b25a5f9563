using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <content>Sending money back.</content>
internal sealed partial class PayPalGateway
{
    private const int LongestNote = 255;

    /// <inheritdoc/>
    public async Task<ReportedRefund> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken)
    {
        if (payment.MoneyKey is not { } captureId || refund.RequestId is not { } requestId) throw new GatewayException(GatewayErrorKind.Rejected, "No money of this payment is at PayPal.");
        var currency = payment.PaidCurrency ?? payment.Currency;
        var amount = PayPalAmounts.Write(refund.AmountMinor, currency)
            ?? throw new GatewayException(GatewayErrorKind.Rejected, $"PayPal cannot send back {MinorUnits.Text(refund.AmountMinor, currency)}: {Unwritable(currency)}");
        // PayPal forgets request ids after 45 days, so that an attempt whose answer was lost is looked for first.
        if (refund.Attempts > 0 && await FindRefundAsync(payment, requestId, cancellationToken) is { } first) return Report(first, requestId, refund.AmountMinor, currency);
        var body = new PayPalRefundRequest(amount, $"{PayPalClaims.RefundPrefix}{requestId:N}", Note(refund.Reason));
        return Report(await client.RefundAsync(captureId, body, requestId.ToString("D"), cancellationToken).OrFailAsync(), requestId, refund.AmountMinor, currency);
    }

    private async Task<PayPalRefund?> FindRefundAsync(Payment payment, Guid requestId, CancellationToken cancellationToken)
    {
        if (payment.GatewayId is not { } id || await client.FindOrderAsync(id, cancellationToken).OrFailAsync() is not { } order) return null;
        return (PayPalReports.Unit(order)?.Payments?.Refunds ?? []).FirstOrDefault(r => PayPalClaims.RequestId(r) == requestId);
    }

    // A short answer has no amount; then it is what was asked for.
    private static ReportedRefund Report(PayPalRefund answer, Guid requestId, long asked, string currency)
    {
        var minor = answer.Amount is null ? asked : PayPalAmounts.Read(answer.Amount) is { } told && told.Currency == currency
            ? told.Minor
            : throw new GatewayException(GatewayErrorKind.OutcomeUnknown, $"The amount of the refund {answer.Id} at PayPal cannot be read exactly; look there.");
        return new ReportedRefund(answer.Id, minor, PayPalClaims.State(answer)) { RequestId = requestId };
    }

    private static string? Note(string reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.ReplaceLineEndings(" ") is var line && line.Length > LongestNote ? line[..LongestNote] : line;
}
