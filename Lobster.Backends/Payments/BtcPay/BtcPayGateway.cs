using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>
/// A store on a BTCPay Server. What the customer owes is an invoice; what became of it is read back from the server for each event. Whoever may mark invoices as paid there
/// could make money up, so what was marked waits for an admin here.
/// </summary>
internal sealed class BtcPayGateway(BtcPayOptions options, BtcPayClient client) : IPaymentGateway, IRefunds
{
    // How long after its time a payment is still watched for; BTCPay's own default.
    private const int MonitoringMinutes = 1440;

    private readonly BtcPayWebhook webhook = new(options);
    private readonly BtcPayRefunds refunds = new(client);

    /// <inheritdoc/>
    public async Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken)
    {
        // There is no idempotency key: the first one of a call whose answer was lost is found by its order id.
        var invoice = await FindAsync(payment, cancellationToken) ?? await client.CreateAsync(Wanted(payment, customer), cancellationToken).OrFailAsync();
        return new GatewayStart(PayAddress(invoice), invoice.Id);
    }

    /// <inheritdoc/>
    public ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken) => ValueTask.FromResult(webhook.Verify(call));

    /// <inheritdoc/>
    public GatewayNews Read(WebhookCall call) => webhook.Read(call);

    /// <inheritdoc/>
    public async Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (await FindAsync(payment, cancellationToken) is not { } invoice) return null;
        var isConfirmed = BtcPayReports.IsPaidOutOfTime(invoice) && await IsConfirmedAsync(invoice.Id, cancellationToken);
        var back = payment.MoneyKey is not null || BtcPayReports.MayHoldMoney(invoice) ? await refunds.FindAsync(invoice.Id, payment, cancellationToken) : [];
        return BtcPayReports.Of(invoice, payment, options, isConfirmed, back);
    }

    /// <inheritdoc/>
    public Task<ReportedRefund> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken) => payment.GatewayId is { } invoice
        ? refunds.MakeAsync(invoice, payment, refund, cancellationToken)
        : throw new GatewayException(GatewayErrorKind.Rejected, "BTCPay Server never knew this payment.");

    /// <inheritdoc/>
    public async Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var key = await client.KeyAsync(cancellationToken).OrFailAsync();
        var server = await client.ServerAsync(cancellationToken).OrFailAsync();
        var newest = await client.NewestAsync(cancellationToken).OrFailAsync();
        var canRead = newest.Count == 0 || await client.GetAsync(newest[0].Id, cancellationToken).OrNullAsync() is not null;
        return new GatewayCheck($"BTCPay Server {server.Version}, store {options.StoreId}", BtcPayChecks.Warnings(key, server, options.StoreId, canRead));
    }

    private async Task<BtcPayInvoice?> FindAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (payment.GatewayId is { } id) return await client.GetAsync(id, cancellationToken).OrNullAsync();
        var all = await client.ListAsync(payment.Reference, cancellationToken).OrFailAsync();
        return all.Where(i => BtcPayReports.Fits(i, payment, options))
            .OrderByDescending(BtcPayReports.MayHoldMoney).ThenBy(i => i.CreatedTime).ThenBy(i => i.Id, StringComparer.Ordinal).FirstOrDefault();
    }

    private BtcPayCreate Wanted(Payment payment, PayingCustomer customer) => new(
        // Never without an amount: any payment would settle such an invoice.
        DecimalAmount.Write(payment.GrossMinor, payment.Currency, MinorUnits.Digits(payment.Currency))!, payment.Currency,
        new BtcPayMetadata(payment.Reference) { ItemDesc = "Account credit" },
        new BtcPayCheckout
        {
            SpeedPolicy = options.Speed, ExpirationMinutes = options.Minutes, MonitoringMinutes = MonitoringMinutes, PaymentTolerance = 0,
            RedirectUrl = customer.ReturnTo.AbsoluteUri, RedirectAutomatically = true,
        });

    private Uri PayAddress(BtcPayInvoice invoice) =>
        Uri.TryCreate(invoice.CheckoutLink, UriKind.Absolute, out var link) && link.GetLeftPart(UriPartial.Authority) == options.Address.GetLeftPart(UriPartial.Authority)
            ? link
            : throw new GatewayException(GatewayErrorKind.Rejected, "BTCPay Server's checkout page is at another address than the one that was entered: enter the one that customers reach, or correct its proxy.");

    private async Task<bool> IsConfirmedAsync(string invoice, CancellationToken cancellationToken)
    {
        var payments = (await client.MethodsAsync(invoice, cancellationToken).OrFailAsync()).SelectMany(m => m.Payments ?? []).Where(p => p.Status != "Invalid").ToList();
        return payments.Count > 0 && payments.All(p => p.Status == "Settled");
    }
}
