using Lobster.Core;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>
/// PayPal: an order is made here and approved there, and captured by us when the payment is looked up. A call is a hint and no more, since PayPal signs a checksum of
/// it that another body can have: facts are what the API answers.
/// </summary>
internal sealed partial class PayPalGateway(PayPalOptions options, PayPalClient client, PayPalWebhook webhook, PayPalIpn ipn, BusinessClock clock) : IPaymentGateway, IRefunds
{
    // An order that was never paid is forgotten within hours; one that was just made may not be found everywhere yet.
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken)
    {
        var amount = PayPalAmounts.Write(payment.GrossMinor, payment.Currency)
            ?? throw new GatewayException(GatewayErrorKind.Rejected, $"PayPal cannot take {MinorUnits.Text(payment.GrossMinor, payment.Currency)}: {Unwritable(payment.Currency)}");
        var order = payment.GatewayId is { } known
            ? await client.FindOrderAsync(known, cancellationToken).OrFailAsync() ?? throw new GatewayException(GatewayErrorKind.Rejected, "The order at PayPal has lapsed; begin another payment.")
            : await client.CreateOrderAsync(Request(payment, amount, customer), $"{payment.Reference}-create", cancellationToken).OrFailAsync();
        // Approved or paid already: what is left to do is done when the payment is looked up.
        return new GatewayStart(options.Places.Approval(order) ?? customer.ReturnTo, order.Id);
    }

    /// <inheritdoc/>
    public ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken) =>
        PayPalIpn.Is(call) ? ipn.VerifyAsync(call, cancellationToken) : webhook.VerifyAsync(call, cancellationToken);

    /// <inheritdoc/>
    public GatewayNews Read(WebhookCall call) => PayPalIpn.Is(call) ? ipn.Read(call) : PayPalEvents.Read(call);

    /// <inheritdoc/>
    public async Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (payment.GatewayId is not { } id) return null;
        if (await client.FindOrderAsync(id, cancellationToken).OrFailAsync() is not { } order) return await GoneAsync(payment, cancellationToken);
        string? progress = null;
        if (order.Status == "APPROVED")
        {
            if (PayPalReports.Problem(payment, order, options) is { } problem)
                return new PaymentReport { GatewayId = id, End = new ReportedEnd(PaymentState.Failed, $"{problem} It was not captured; no money came.") };
            progress = await CaptureAsync(payment, order, cancellationToken);
            order = await client.FindOrderAsync(id, cancellationToken).OrFailAsync() ?? order;
        }
        var unit = PayPalReports.Unit(order);
        return PayPalReports.Deciding(payment, unit) is { } capture
            ? await ReportAsync(payment, unit, unit?.Payments?.Refunds ?? [], capture.Id, cancellationToken)
            : PayPalReports.Uncaptured(order, progress);
    }

    /// <inheritdoc/>
    public async Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var all = await client.WebhooksAsync(cancellationToken).OrFailAsync();
        var ours = all?.FirstOrDefault(w => w.Id == options.WebhookId);
        var warnings = new List<string>();
        if (all is null) warnings.Add("The app may not read webhooks, so that this one could not be checked.");
        else if (ours is null) warnings.Add("The app has no webhook with this ID.");
        else warnings.AddRange(Lacks(ours));
        if (await client.DisputesAsync(null, cancellationToken).OrFailAsync() is null)
            warnings.Add("The app may not read disputes: switch on Customer Disputes among its features, or chargebacks are noticed late.");
        return new GatewayCheck($"PayPal {(options.Places.IsLive ? "live" : "sandbox")}, merchant {options.MerchantId}, webhook {ours?.Url ?? "unknown"}", warnings);
    }

    // What PayPal has against capturing is told by its issue; only what a customer can mend is a matter of waiting.
    private async Task<string?> CaptureAsync(Payment payment, PayPalOrder order, CancellationToken cancellationToken)
    {
        // The same approval is captured under the same id; after another approval, which changes the order's time, PayPal must not answer with the old refusal.
        var approval = string.Concat((order.UpdateTime ?? "").Where(char.IsAsciiLetterOrDigit).Take(30));
        switch (await client.CaptureAsync(order.Id, $"{payment.Reference}-capture{approval}", cancellationToken).OrFailAsync())
        {
            case null or "ORDER_ALREADY_CAPTURED":
                return null;
            case "ORDER_NOT_APPROVED" or "PAYER_ACTION_REQUIRED":
                return "PayPal waits for your approval.";
            case "ORDER_COMPLETION_IN_PROGRESS":
                return "PayPal is completing the payment.";
            case "INSTRUMENT_DECLINED" or "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING" or "PAYER_CANNOT_PAY" or "TRANSACTION_REFUSED" or "PAYER_ACCOUNT_RESTRICTED" or "PAYER_ACCOUNT_LOCKED_OR_CLOSED"
                or "DECLINED_DUE_TO_RELATED_TXN" or "TRANSACTION_LIMIT_EXCEEDED" or "MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED":
                return "PayPal could not take the money from what you chose. Go back to PayPal and choose another way to pay.";
            case var issue:
                throw new GatewayException(GatewayErrorKind.Rejected, $"PayPal did not capture an approved order: {issue}.");
        }
    }

    private async Task<PaymentReport> ReportAsync(Payment payment, PayPalUnit? unit, IReadOnlyList<PayPalRefund>? refunds, string captureId, CancellationToken cancellationToken)
    {
        var capture = await client.ReadCaptureAsync(captureId, cancellationToken).OrFailAsync();
        var report = PayPalReports.Of(payment, unit, capture, options);
        if (!PayPalReports.BroughtMoney(capture) || PayPalAmounts.Read(capture.Amount) is not { } amount) return report;
        return PayPalClaims.Add(report, capture, amount, refunds, await DisputesAsync(captureId, cancellationToken));
    }

    private async Task<IReadOnlyList<PayPalDispute>> DisputesAsync(string captureId, CancellationToken cancellationToken)
    {
        var all = new List<PayPalDispute>();
        // The list does not tell outcomes.
        foreach (var dispute in await client.DisputesAsync(captureId, cancellationToken).OrFailAsync() ?? [])
            all.Add(dispute.Status == "RESOLVED" ? await client.DisputeAsync(dispute.DisputeId, cancellationToken).OrFailAsync() : dispute);
        return all;
    }

    private async Task<PaymentReport?> GoneAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (payment.MoneyKey is { } captureId) return await ReportAsync(payment, null, null, captureId, cancellationToken);
        return clock.Now - payment.CreatedAt > Forgotten
            ? new PaymentReport { GatewayId = payment.GatewayId, End = new ReportedEnd(PaymentState.Expired, "The order at PayPal lapsed without being paid.") }
            : null;
    }

    private PayPalOrderRequest Request(Payment payment, PayPalMoney amount, PayingCustomer customer)
    {
        var back = customer.ReturnTo.AbsoluteUri;
        var experience = new PayPalExperience(options.Brand, options.WantsAddress ? "GET_FROM_FILE" : "NO_SHIPPING", "PAY_NOW", back, back);
        return new PayPalOrderRequest(
            "CAPTURE", [new PayPalUnitRequest(payment.Reference, payment.Reference, "Account credit", amount)], new PayPalSourceRequest(new PayPalWalletRequest(experience)));
    }

    private static string Unwritable(string currency) => PayPalAmounts.Has(currency) ? $"it knows no decimals of {currency}." : $"it does not know {currency}.";

    private static IEnumerable<string> Lacks(PayPalWebhookEntry webhook)
    {
        var has = (webhook.EventTypes ?? []).Select(t => t.Name).ToHashSet();
        var missing = has.Contains("*") ? [] : PayPalEvents.All.Where(e => !has.Contains(e)).ToList();
        if (missing.Count > 0) yield return $"The webhook is not subscribed to {string.Join(", ", missing)}.";
        if (webhook.Url?.EndsWith("/webhooks/paypal", StringComparison.Ordinal) != true) yield return "The webhook's address does not end in /webhooks/paypal.";
    }
}
