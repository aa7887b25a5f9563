using System.Net.Http.Headers;
using Lobster.Backends.Compute;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>Makes gateways to Coinbase Business.</summary>
internal sealed class CoinbaseFactory(ProviderClients clients, TimeProvider time) : GatewayFactory
{
    private const int ShortestSecret = 16;

    public override string Type => "coinbase";

    public override string DisplayName => "Coinbase";

    public override string CustomerLabel => "USDC";

    public override IReadOnlyList<OptionField> OptionFields => CoinbaseFields.All;

    public override IReadOnlyList<string> WebhookEvents { get; } =
        ["checkout.payment.success", "checkout.payment.failed", "checkout.payment.expired", "checkout.refund.success", "checkout.refund.failed"];

    public override string? WhyNot(string currency) => currency == CoinbaseReports.Dollar ? null : "Coinbase takes USDC, which is worth a dollar: the panel's currency must be USD.";

    protected override void Check(FilledForm form, GatewaySettings settings, Dictionary<string, string> problems)
    {
        CheckOwnAddress(form, "address", settings, [CoinbaseFields.Own], problems);
        if (form.Flag("sandbox") && settings.IsProduction) problems["sandbox"] = "The sandbox pays with play money: it is for Development only.";
        if (form.Text("webhookSecret").Length is > 0 and < ShortestSecret) problems["webhookSecret"] = $"Use the secret that Coinbase told, of at least {ShortestSecret} characters.";
        if (form.TextOrNull("privateKey") is not { } key) return;
        try
        {
            _ = CoinbaseKey.Read(form.Text("keyId"), key);
        }
        catch (FormatException e)
        {
            problems["privateKey"] = e.Message;
        }
    }

    protected override IPaymentGateway Make(FilledForm form, GatewaySettings settings)
    {
        var options = CoinbaseOptions.Read(form);
        var key = CoinbaseKey.Read(form.Text("keyId"), form.Text("privateKey"));
        var tokens = new CoinbaseToken(key, time);
        var endpoint = new ProviderEndpoint("Coinbase", form.Address("address")) { Timeout = form.Seconds(CommonFields.Timeout.Key), Credential = form.Credential("keyId", "privateKey") };
        // Each try has a token of its own: they are good for one use.
        var http = clients.Create(endpoint, new CoinbaseFaults(), signTry: (request, _) =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Make(request.Method, request.RequestUri!));
            return ValueTask.CompletedTask;
        });
        return new CoinbaseGateway(options, new CoinbaseClient(http, options.IsSandbox), key.Id, time);
    }
}
