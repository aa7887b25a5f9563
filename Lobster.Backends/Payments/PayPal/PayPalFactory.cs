using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>Makes the PayPal gateway.</summary>
internal sealed partial class PayPalFactory(ProviderClients clients, PayPalCertificates certificates, BusinessClock clock, TimeProvider time) : GatewayFactory
{
    private const int LongestBrand = 127;

    public override string Type => "paypal";

    public override string DisplayName => "PayPal";

    public override string CustomerLabel => "PayPal";

    public override IReadOnlyList<OptionField> OptionFields => PayPalFields.All;

    public override IReadOnlyList<string> WebhookEvents => PayPalEvents.All;

    public override string? WhyNot(string currency) => PayPalAmounts.Has(currency) ? null : $"PayPal does not take payments in {currency}.";

    protected override void Check(FilledForm form, GatewaySettings settings, Dictionary<string, string> problems)
    {
        if (form.TextOrNull("merchantId") is { } merchant && !Merchant().IsMatch(merchant)) problems["merchantId"] = "A merchant ID has 13 characters: capital letters and digits.";
        if (form.TextOrNull("webhookId") is { } webhook && !Webhook().IsMatch(webhook)) problems["webhookId"] = "Copy the Webhook ID from the app's page: capital letters and digits.";
        if (form.Text("brand").Length > LongestBrand) problems["brand"] = $"Enter at most {LongestBrand} characters.";
        if (settings.IsProduction && !IsLive(form)) problems["environment"] = "The sandbox is for trying things out: anybody can have play money there. Use the live environment.";
        CheckOwnAddress(form, "address", settings, [IsLive(form) ? PayPalPlaces.LiveApi : PayPalPlaces.SandboxApi], problems);
    }

    protected override IPaymentGateway Make(FilledForm form, GatewaySettings settings)
    {
        var places = PayPalPlaces.Of(IsLive(form), form.TextOrNull("address") is null ? null : form.Address("address"));
        var options = new PayPalOptions(places, form.Text("merchantId"), form.Text("webhookId"))
        {
            AsksPayPal = form.Text("verification") == PayPalFields.Remote, WantsAddress = form.Flag("shipping"), Brand = form.TextOrNull("brand"), TakesIpn = form.Flag("ipn"),
        };
        var (faults, endpoint) = (new PayPalFaults(), new ProviderEndpoint("PayPal", places.Api) { Credential = form.Credential("environment", "clientId", "clientSecret") });
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{form.Text("clientId")}:{form.Text("clientSecret")}")));
        var tokens = new PayPalTokens(clients.Create(endpoint, faults, (request, _) =>
        {
            request.Headers.Authorization = basic;
            return ValueTask.CompletedTask;
        }), time);
        var client = new PayPalClient(clients.Create(endpoint, faults, tokens.SignAsync, tokens.RenewAsync));
        var webhook = new PayPalWebhook(options, new PayPalSignature(certificates), client, time);
        return new PayPalGateway(options, client, webhook, new PayPalIpn(options, clients.Create(endpoint with { Address = places.PostBack }, faults)), clock);
    }

    private static bool IsLive(FilledForm form) => form.Text("environment") == PayPalFields.Live;

    [GeneratedRegex(@"\A[2-9A-HJ-NP-Z]{13}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Merchant();

    // The simulator's literal WEBHOOK_ID does not pass, so that its events never do either.
    [GeneratedRegex(@"\A[0-9A-Za-z]{1,50}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Webhook();
}
