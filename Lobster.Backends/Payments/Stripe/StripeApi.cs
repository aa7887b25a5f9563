using Lobster.Core.Compute;
using Stripe;
using Stripe.Checkout;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>
/// One method for each call of Stripe's API (https://docs.stripe.com/api), in the library's words. Lists are read to their last page. This part: sessions, PaymentIntents, refunds,
/// disputes. Throws <see cref="BackendException"/>, with a <see cref="StripeRefusal"/> in it where Stripe said no.
/// </summary>
internal sealed partial class StripeApi(StripeClient sdk)
{
    /// <summary>Who answers, for people.</summary>
    public const string Provider = "Stripe";

    private const int PageSize = 100;
    private const int MostLookedThrough = 5000;
    private const string Fee = "latest_charge.balance_transaction";

    /// <summary>POST /v1/checkout/sessions (/checkout/sessions/create).</summary>
    /// <param name="options">The session.</param>
    /// <param name="key">The idempotency key: the same again answers the first session.</param>
    /// <param name="token">Ours.</param>
    public Task<Session> CreateSessionAsync(SessionCreateOptions options, string key, CancellationToken token) =>
        ChangeAsync(() => sdk.V1.Checkout.Sessions.CreateAsync(options, Key(key), token));

    /// <summary>GET /v1/checkout/sessions/ID (/checkout/sessions/retrieve), with its PaymentIntent, charge and fee, or with its SetupIntent and card.</summary>
    public Task<Session> SessionAsync(string id, CancellationToken token) => ReadAsync(() =>
        sdk.V1.Checkout.Sessions.GetAsync(id, new SessionGetOptions { Expand = ["payment_intent." + Fee, "setup_intent.payment_method"] }, null, token));

    /// <summary>GET /v1/checkout/sessions (/checkout/sessions/list): the first that fits among those of a time; null when none does.</summary>
    public Task<Session?> FindSessionAsync(DateRangeOptions made, Func<Session, bool> fits, CancellationToken token) => ReadAsync(() =>
        FirstAsync(sdk.V1.Checkout.Sessions.ListAutoPagingAsync(new SessionListOptions { Created = made, Limit = PageSize }, null, token), fits, token));

    /// <summary>POST /v1/payment_intents (/payment_intents/create).</summary>
    public Task<PaymentIntent> CreateIntentAsync(PaymentIntentCreateOptions options, string key, CancellationToken token) =>
        ChangeAsync(() => sdk.V1.PaymentIntents.CreateAsync(options, Key(key), token));

    /// <summary>GET /v1/payment_intents/ID (/payment_intents/retrieve), with its charge and fee.</summary>
    public Task<PaymentIntent> IntentAsync(string id, CancellationToken token) => ReadAsync(() =>
        sdk.V1.PaymentIntents.GetAsync(id, new PaymentIntentGetOptions { Expand = [Fee] }, null, token));

    /// <summary>GET /v1/payment_intents (/payment_intents/list): the first that fits among those of a time, and of a customer unless null; null when none does.</summary>
    public Task<PaymentIntent?> FindIntentAsync(DateRangeOptions made, string? customer, Func<PaymentIntent, bool> fits, CancellationToken token) => ReadAsync(() =>
        FirstAsync(sdk.V1.PaymentIntents.ListAutoPagingAsync(new PaymentIntentListOptions { Created = made, Customer = customer, Limit = PageSize }, null, token), fits, token));

    /// <summary>POST /v1/payment_intents/ID/cancel (/payment_intents/cancel). Stripe refuses once it is paid or cancelled.</summary>
    public Task<PaymentIntent> CancelIntentAsync(string id, CancellationToken token) => ChangeAsync(() =>
        sdk.V1.PaymentIntents.CancelAsync(id, new PaymentIntentCancelOptions { CancellationReason = "abandoned" }, null, token));

    /// <summary>POST /v1/refunds (/refunds/create).</summary>
    public Task<Refund> CreateRefundAsync(RefundCreateOptions options, string key, CancellationToken token) => ChangeAsync(() => sdk.V1.Refunds.CreateAsync(options, Key(key), token));

    /// <summary>GET /v1/refunds (/refunds/list) of a PaymentIntent, all of them.</summary>
    public Task<List<Refund>> RefundsAsync(string intent, CancellationToken token) => ReadAsync(() =>
        sdk.V1.Refunds.ListAutoPagingAsync(new RefundListOptions { PaymentIntent = intent, Limit = PageSize }, null, token).ToListAsync(token).AsTask());

    /// <summary>GET /v1/disputes (/disputes/list) of a PaymentIntent, all of them.</summary>
    public Task<List<Dispute>> DisputesAsync(string intent, CancellationToken token) => ReadAsync(() =>
        sdk.V1.Disputes.ListAutoPagingAsync(new DisputeListOptions { PaymentIntent = intent, Limit = PageSize }, null, token).ToListAsync(token).AsTask());

    private static RequestOptions Key(string key) => new() { IdempotencyKey = key };

    // "None" would be a lie after so many: better asked again than told that nothing is there.
    private static async Task<T?> FirstAsync<T>(IAsyncEnumerable<T> all, Func<T, bool> fits, CancellationToken token) where T : class
    {
        var seen = 0;
        await foreach (var one in all.WithCancellation(token))
        {
            if (fits(one)) return one;
            if (++seen == MostLookedThrough) throw new BackendException(BackendErrorKind.Unavailable, "Stripe has too many payments of that time to look through.");
        }
        return null;
    }

    private static Task<T> ReadAsync<T>(Func<Task<T>> call) => GuardAsync(call, BackendErrorKind.Unavailable, "Stripe answered something that cannot be read.");

    private static Task<T> ChangeAsync<T>(Func<Task<T>> call) =>
        GuardAsync(call, BackendErrorKind.OutcomeUnknown, "Stripe answered something that cannot be read; whether it did what was asked is not known.");

    // What the library throws itself quotes the whole answer: it goes no further.
    private static async Task<T> GuardAsync<T>(Func<Task<T>> call, BackendErrorKind unreadable, string message)
    {
        try
        {
            return await call();
        }
        catch (StripeException)
        {
            throw new BackendException(unreadable, message);
        }
    }
}
