using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>What orders and captures say of payments. The capture is judged and not the order, which is COMPLETED although its capture waits or was declined. Pure.</summary>
internal static class PayPalReports
{
    /// <summary>The one thing that an order of ours is for; null when it is not as we made it.</summary>
    public static PayPalUnit? Unit(PayPalOrder order) => order.PurchaseUnits is [var unit] ? unit : null;

    /// <summary>What of an approved order is not as we made it; null when it may be captured.</summary>
    public static string? Problem(Payment payment, PayPalOrder order, PayPalOptions options)
    {
        if (Unit(order) is not { } unit) return "PayPal's order is for several things.";
        if (PayPalAmounts.Read(unit.Amount) != (payment.GrossMinor, payment.Currency)) return "PayPal's order is for another amount.";
        if (unit.CustomId != payment.Reference) return "PayPal's order carries another reference.";
        // An order that does not name its payee pays the app's own account; what it really paid is checked once it did.
        return unit.Payee?.MerchantId is null || unit.Payee.MerchantId == options.MerchantId ? null : "PayPal's order pays another account than the merchant ID in the settings.";
    }

    /// <summary>The capture that decides: the one whose money was taken before, else one that brought money, else the latest.</summary>
    public static PayPalCapture? Deciding(Payment payment, PayPalUnit? unit)
    {
        var all = unit?.Payments?.Captures ?? [];
        return all.FirstOrDefault(c => c.Id == payment.MoneyKey) ?? all.FirstOrDefault(BroughtMoney) ?? (all is [.., var last] ? last : null);
    }

    /// <summary>Whether a capture's money came in, whatever became of it later.</summary>
    public static bool BroughtMoney(PayPalCapture capture) => capture.Status is "COMPLETED" or "PARTIALLY_REFUNDED" or "REFUNDED";

    /// <summary>An order without a capture.</summary>
    public static PaymentReport Uncaptured(PayPalOrder order, string? progress) => new()
    {
        GatewayId = order.Id, Progress = progress, End = order.Status == "VOIDED" ? new ReportedEnd(PaymentState.Cancelled, "PayPal voided the order.") : null,
    };

    /// <summary>A capture as it was read back, without what went back of it.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="unit">What its order says of it; null when the order is gone.</param>
    /// <param name="capture">The capture.</param>
    /// <param name="options">Who must be paid.</param>
    public static PaymentReport Of(Payment payment, PayPalUnit? unit, PayPalCapture capture, PayPalOptions options)
    {
        var report = new PaymentReport { GatewayId = payment.GatewayId };
        if (BroughtMoney(capture)) return report with { Money = Money(payment, capture), Fee = Fee(capture), Doubt = Doubt(payment, unit, capture, options) };
        var isKnown = payment.MoneyKey == capture.Id;
        if (capture.Status is "DECLINED" or "FAILED")
        {
            // Money that was there before is gone: nobody asked us, so that it counts as taken back.
            return isKnown && payment.PaidMinor is { } paid
                ? report with { Disputes = [new ReportedDispute(capture.Id, paid, DisputeState.Lost) { Reason = capture.StatusDetails?.Reason ?? "Declined afterwards" }] }
                : report with { End = new ReportedEnd(PaymentState.Failed, $"PayPal declined {capture.Id}{(capture.StatusDetails?.Reason is { } why ? $" ({why})" : "")}.") };
        }
        return report with { Progress = isKnown ? null : Progress(capture.StatusDetails?.Reason) };
    }

    private static ReportedMoney Money(Payment payment, PayPalCapture capture) =>
        PayPalAmounts.Read(capture.Amount) is { } amount ? new ReportedMoney(capture.Id, amount.Minor, amount.Currency) : new ReportedMoney(capture.Id, 0, payment.Currency);

    private static GatewayFee? Fee(PayPalCapture capture) => capture.SellerReceivableBreakdown is { } parts && PayPalAmounts.Read(parts.PaypalFee ?? parts.PaypalFeeInReceivableCurrency) is { } fee
        ? new GatewayFee(fee.Minor, fee.Currency)
        : null;

    private static string? Doubt(Payment payment, PayPalUnit? unit, PayPalCapture capture, PayPalOptions options)
    {
        string?[] payees = [capture.Payee?.MerchantId, unit?.Payee?.MerchantId];
        if (payees.All(p => p is null)) return "PayPal does not tell who was paid.";
        if (payees.Any(p => p is not null && p != options.MerchantId)) return "Another PayPal account than the merchant ID in the settings was paid.";
        if ((capture.CustomId ?? unit?.CustomId) != payment.Reference) return "PayPal's capture carries another reference.";
        if (PayPalAmounts.Read(capture.Amount) is null) return "The amount at PayPal cannot be read exactly; look there.";
        return (unit?.Payments?.Captures ?? []).Count(BroughtMoney) > 1 ? "PayPal captured the order more than once; look there." : null;
    }

    private static string Progress(string? reason) => reason switch
    {
        "ECHECK" => "PayPal waits for your bank; this can take some working days.",
        "PENDING_REVIEW" => "PayPal is reviewing the payment.",
        "TRANSACTION_APPROVED_AWAITING_FUNDING" => "PayPal waits for the money.",
        "RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION" or "UNILATERAL" or "INTERNATIONAL_WITHDRAWAL" or "VERIFICATION_REQUIRED" => "PayPal holds the payment until we have accepted it there.",
        _ => "PayPal has not finished the payment yet.",
    };
}
