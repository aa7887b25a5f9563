using System.Text.RegularExpressions;
using Lobster.Backends.Http;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>Makes the gateway to Stripe.</summary>
internal sealed partial class StripeFactory(ProviderClients clients, TimeProvider time) : GatewayFactory
{
    // Stripe allows 100 a second with a live key and 25 with one for tests; other programs may use the account too.
    private static readonly RequestRate Rate = new(20, TimeSpan.FromSeconds(1), 20);

    // Banks are asked within a request, and some think long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public override string Type => "stripe";

    public override string DisplayName => "Stripe";

    public override string CustomerLabel => "Card";

    public override IReadOnlyList<Core.Compute.OptionField> OptionFields => StripeFields.All;

    public override IReadOnlyList<string> WebhookEvents => StripeNews.Events;

    public override string? WhyNot(string currency) => StripeAmounts.IsTaken(currency) ? null : $"Stripe takes no payments in {currency}.";

    protected override void Check(FilledForm form, GatewaySettings settings, Dictionary<string, string> problems)
    {
        if (form.TextOrNull("secretKey") is { } key && KeyProblem(key, settings.IsProduction) is { } problem) problems["secretKey"] = problem;
        foreach (var field in new[] { "webhookSecret", "nextWebhookSecret" })
            if (form.TextOrNull(field) is { } secret && !WebhookSecret().IsMatch(secret)) problems[field] = "A signing secret begins with whsec_ and is given by Stripe.";
        if (Uri.CheckHostName(form.Text("checkoutHost")) != UriHostNameType.Dns || !form.Text("checkoutHost").Contains('.', StringComparison.Ordinal))
            problems["checkoutHost"] = "Enter a domain alone, such as checkout.stripe.com.";
        if (form.Text("productName").Length > 250) problems["productName"] = "Use at most 250 characters.";
        CheckOwnAddress(form, "address", settings, [StripeFields.ApiAddress], problems);
    }

    protected override IPaymentGateway Make(FilledForm form, GatewaySettings settings)
    {
        var endpoint = new ProviderEndpoint(StripeApi.Provider, form.Address("address")) { Timeout = Patience, Rate = Rate, Credential = form.Credential("secretKey") };
        var http = clients.Create(endpoint, new StripeFaults());
        return new StripeGateway(new StripeApi(StripeSdk.Open(http, endpoint.Address, form.Text("secretKey"))), StripeOptions.Read(form), time);
    }

    private static string? KeyProblem(string key, bool isProduction)
    {
        if (key.StartsWith("pk_", StringComparison.Ordinal)) return "This is the publishable key. Enter the secret one, or a restricted one.";
        if (!SecretKey().IsMatch(key)) return "A secret key begins with sk_live_, a restricted one with rk_live_; for tests it is sk_test_ or rk_test_.";
        return isProduction && !StripeOptions.IsLiveKey(key) ? "This key is for tests: anybody could add credit with a test card. Enter a live one." : null;
    }

    [GeneratedRegex("^(sk|rk)_(live|test)_[A-Za-z0-9_]{8,}$")]
    private static partial Regex SecretKey();

    [GeneratedRegex("^whsec_[A-Za-z0-9+/=_-]{16,}$")]
    private static partial Regex WebhookSecret();
}
