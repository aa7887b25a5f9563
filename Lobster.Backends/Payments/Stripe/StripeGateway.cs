using System.Text;
using Lobster.Core.Compute;
using Lobster.Core.Payments;
using Stripe;
using Stripe.Checkout;
using Refund = Lobster.Core.Payments.Refund;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>
/// Stripe: a payment is a Checkout Session, whose page the customer is sent to, or for an automatic payment a PaymentIntent. Calls only say where to look; money is believed when it is
/// read back.
/// </summary>
internal sealed partial class StripeGateway(StripeApi api, StripeOptions options, TimeProvider time) : IPaymentGateway, IRefunds, ISavedCards
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Dictionary<string, string> Nothing = [];
    private readonly StripeReports reports = new(options.IsLive);

    /// <inheritdoc/>
    public async Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken) =>
        await StartAsync(customer, payment.Reference, id => StripeRequests.Pay(payment, customer, id, options, time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken) => ValueTask.FromResult(Verify(call));

    /// <inheritdoc/>
    public GatewayNews Read(WebhookCall call) => StripeNews.Of(StripeNews.Parse(call.Body), options.IsLive);

    /// <inheritdoc/>
    public async Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken)
    {
        if (IsIntent(payment.GatewayId) || (payment.IsAutomatic && payment.GatewayId is null))
            return await FindIntentAsync(payment, null, cancellationToken) is { } intent ? await SettleAsync(payment, intent, cancellationToken) : null;
        if (await FindSessionAsync(payment, cancellationToken) is not { } session) return null;
        if (session is { PaymentStatus: "paid", PaymentIntent: null }) throw new GatewayException(GatewayErrorKind.Unavailable, "Stripe tells of a payment without telling which.");
        var returns = session.PaymentIntent is { Status: "succeeded" } paid ? await ReturnsAsync(paid.Id, cancellationToken) : StripeReturns.None;
        return reports.OfSession(payment, session, returns);
    }

    /// <inheritdoc/>
    public async Task<ReportedRefund> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken)
    {
        if (payment.MoneyKey is not { } intent || !IsIntent(intent)) throw new GatewayException(GatewayErrorKind.Rejected, "Stripe holds no money of this payment.");
        var id = refund.RequestId ?? throw new InvalidOperationException("A refund that was made at Stripe is not asked for again.");
        // Stripe forgets idempotency keys after a day; its list of refunds it does not.
        var known = (await api.RefundsAsync(intent, cancellationToken).OrFailAsync()).FirstOrDefault(r => StripeMarks.RefundId(r.Metadata) == id);
        return StripeReturns.Of(known ?? await api.CreateRefundAsync(StripeRequests.Back(payment, refund, id), $"lobster-refund_{id:N}", cancellationToken).OrFailAsync());
    }

    private WebhookVerdict Verify(WebhookCall call)
    {
        try
        {
            if (StripeSignature.Problem(call.Headers.GetValueOrDefault(StripeSignature.Header), StrictUtf8.GetString(call.Body.Span), options.WebhookSecrets, time.GetUtcNow()) is { } problem)
                return new WebhookVerdict.Rejected(problem);
            return new WebhookVerdict.Genuine(StripeNews.Parse(call.Body).Id, Nothing);
        }
        catch (DecoderFallbackException)
        {
            return new WebhookVerdict.Rejected("not UTF-8");
        }
        catch (FormatException)
        {
            return new WebhookVerdict.Rejected("signed, but no event");
        }
    }

    // One session for a reference, whatever happened to the answer of the first call.
    private async Task<GatewayStart> StartAsync(PayingCustomer customer, string reference, Func<string, SessionCreateOptions> request, CancellationToken cancellationToken)
    {
        var customerId = customer.CustomerId ?? await NewCustomerAsync(customer, reference, cancellationToken);
        Session session;
        try
        {
            session = await api.CreateSessionAsync(request(customerId), reference, cancellationToken);
        }
        catch (BackendException e) when (customer.CustomerId is not null && StripeRefusal.Of(e)?.IsMissing("customer") == true)
        {
            // Somebody deleted the customer at Stripe: nothing was begun under the first key.
            customerId = await NewCustomerAsync(customer, reference, cancellationToken);
            session = await api.CreateSessionAsync(request(customerId), reference + "_again", cancellationToken).OrFailAsync();
        }
        catch (BackendException e)
        {
            throw e.ToGatewayException();
        }
        if (!Uri.TryCreate(session.Url, UriKind.Absolute, out var url) || !options.MayLeadTo(url))
            throw new GatewayException(GatewayErrorKind.Rejected, $"Stripe's page is not on {options.PageHost}, the only domain that the settings allow.");
        return new GatewayStart(url, session.Id) { CustomerId = customerId };
    }

    private async Task<string> NewCustomerAsync(PayingCustomer customer, string reference, CancellationToken cancellationToken) =>
        (await api.CreateCustomerAsync(StripeRequests.Customer(customer), reference + "_customer", cancellationToken).OrFailAsync()).Id;

    // A begin whose answer was lost left no id: its session is found by the marks.
    private async Task<Session?> FindSessionAsync(Payment payment, CancellationToken cancellationToken)
    {
        var id = payment.GatewayId;
        if (id is null)
        {
            var made = StripeRequests.MadeWithin(payment, StripeRequests.SessionsWithin);
            var found = await api.FindSessionAsync(made, s => s.Mode == "payment" && StripeMarks.Reference(s.Metadata) == payment.Reference, cancellationToken).OrFailAsync();
            if (found is null) return null;
            id = found.Id;
        }
        return await api.SessionAsync(id, cancellationToken).OrNullAsync();
    }

    private async Task<StripeReturns> ReturnsAsync(string intent, CancellationToken cancellationToken) => new(
        await api.RefundsAsync(intent, cancellationToken).OrFailAsync(), await api.DisputesAsync(intent, cancellationToken).OrFailAsync());

    private static bool IsIntent(string? id) => id?.StartsWith("pi_", StringComparison.Ordinal) == true;
}
