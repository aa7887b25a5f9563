using System.Globalization;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>
/// A Coinbase Business account. A payment is a checkout, which can be paid once and in full, by USDC; what became of it is read back from the API for each event. There are no
/// chargebacks.
/// </summary>
internal sealed class CoinbaseGateway(CoinbaseOptions options, CoinbaseClient client, string keyId, TimeProvider time) : IPaymentGateway, IRefunds
{
    private readonly CoinbaseWebhook webhook = new(options, time);

    /// <inheritdoc/>
    public async Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken)
    {
        var checkout = await client.CreateAsync(Wanted(payment, customer), CoinbaseIdempotency.OfCheckout(payment.RequestId), cancellationToken).OrFailAsync();
        return Uri.TryCreate(checkout.Url, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.Host.EndsWith(".coinbase.com", StringComparison.OrdinalIgnoreCase)
            ? new GatewayStart(url, checkout.Id)
            : throw new GatewayException(GatewayErrorKind.Rejected, "Coinbase's checkout page is not at an address of Coinbase.");
    }

    /// <inheritdoc/>
    public ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken) => ValueTask.FromResult(webhook.Verify(call));

    /// <inheritdoc/>
    public GatewayNews Read(WebhookCall call) => CoinbaseWebhook.Read(call);

    /// <inheritdoc/>
    public async Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken)
    {
        // Without an id nobody was ever sent to a checkout, so that none can have been paid.
        if (payment.GatewayId is not { } id) return null;
        return await client.GetAsync(id, cancellationToken).OrNullAsync() is { } checkout ? CoinbaseReports.Of(checkout, payment) : null;
    }

    /// <inheritdoc/>
    public async Task<ReportedRefund> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken)
    {
        var request = refund.RequestId ?? throw new ArgumentException("A refund that was made at the provider is not made again.", nameof(refund));
        var id = payment.GatewayId ?? throw new GatewayException(GatewayErrorKind.Rejected, "Coinbase never knew this payment.");
        // The idempotency key is documented for checkouts only; a refund whose answer was lost is looked for.
        var checkout = await client.GetAsync(id, cancellationToken).OrFailAsync();
        var made = checkout.Refunds?.FirstOrDefault(r => CoinbaseRefundMark.Read(r.Reason) == request)
            ?? await client.RefundAsync(id, new CoinbaseAskRefund(Amount(refund.AmountMinor, payment), CoinbaseReports.Coin, CoinbaseRefundMark.Write(request)), CoinbaseIdempotency.OfRefund(request), cancellationToken).OrFailAsync();
        var reported = CoinbaseReports.Refund(made, request);
        return reported.AmountMinor == refund.AmountMinor
            ? reported
            : throw new GatewayException(GatewayErrorKind.Unavailable, $"The refund {made.Id} at Coinbase has another amount than ours. Look at it there.");
    }

    /// <inheritdoc/>
    public async Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken)
    {
        await client.NewestAsync(cancellationToken).OrFailAsync();
        return new GatewayCheck($"API key {keyId}", options.IsSandbox ? ["This is the sandbox: its money is play money."] : []);
    }

    // The same each time it is asked for: a key of idempotency stands for one body.
    private CoinbaseCreate Wanted(Payment payment, PayingCustomer customer)
    {
        var back = customer.ReturnTo is { IsLoopback: false } to && to.Scheme == Uri.UriSchemeHttps ? to.AbsoluteUri : null;
        var until = (payment.CreatedAt + TimeSpan.FromMinutes(options.Minutes)).FloorToSecond().ToDateTimeOffset();
        return new CoinbaseCreate(
            Amount(payment.GrossMinor, payment), CoinbaseReports.Coin, "Account credit",
            new CoinbaseMetadata { PaymentId = CoinbaseReference.Write(payment.Reference), UserId = payment.AccountId.ToString() },
            until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        {
            // Coinbase takes neither http nor this machine.
            SuccessRedirectUrl = back, FailRedirectUrl = back,
        };
    }

    private static string Amount(long minor, Payment payment) =>
        (payment.Currency == CoinbaseReports.Dollar ? DecimalAmount.Write(minor, payment.Currency, CoinbaseReports.Digits) : null)
        ?? throw new GatewayException(GatewayErrorKind.Rejected, "Coinbase takes dollars only.");
}
