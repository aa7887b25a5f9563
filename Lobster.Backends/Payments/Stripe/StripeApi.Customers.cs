using Stripe;

namespace Lobster.Backends.Payments.Stripe;

// Customers, their cards, and the account itself.
internal sealed partial class StripeApi
{
    /// <summary>POST /v1/customers (/customers/create).</summary>
    public Task<Customer> CreateCustomerAsync(CustomerCreateOptions options, string key, CancellationToken token) => ChangeAsync(() => sdk.V1.Customers.CreateAsync(options, Key(key), token));

    /// <summary>GET /v1/setup_intents/ID (/setup_intents/retrieve), with its card.</summary>
    public Task<SetupIntent> SetupAsync(string id, CancellationToken token) => ReadAsync(() =>
        sdk.V1.SetupIntents.GetAsync(id, new SetupIntentGetOptions { Expand = ["payment_method"] }, null, token));

    /// <summary>GET /v1/payment_methods/ID (/payment_methods/retrieve).</summary>
    public Task<PaymentMethod> MethodAsync(string id, CancellationToken token) => ReadAsync(() => sdk.V1.PaymentMethods.GetAsync(id, null, null, token));

    /// <summary>POST /v1/payment_methods/ID/detach (/payment_methods/detach). Stripe refuses one that belongs to nobody.</summary>
    public Task<PaymentMethod> DetachAsync(string id, CancellationToken token) => ChangeAsync(() => sdk.V1.PaymentMethods.DetachAsync(id, null, null, token));

    /// <summary>GET /v1/account (/accounts/retrieve): whose the key is.</summary>
    public Task<Account> AccountAsync(CancellationToken token) => ReadAsync(() => sdk.V1.Accounts.GetSelfAsync(null, token));

    /// <summary>GET /v1/webhook_endpoints (/webhook_endpoints/list), all of them.</summary>
    public Task<List<WebhookEndpoint>> WebhooksAsync(CancellationToken token) => ReadAsync(() =>
        sdk.V1.WebhookEndpoints.ListAutoPagingAsync(new WebhookEndpointListOptions { Limit = PageSize }, null, token).ToListAsync(token).AsTask());
}
