using System.Net.Http.Headers;
using Lobster.Backends.Compute;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>Makes gateways to BTCPay Servers, which providers run themselves.</summary>
internal sealed class BtcPayFactory(ProviderClients clients) : GatewayFactory
{
    private const int ShortestSecret = 16;

    public override string Type => "btcpay";

    public override string DisplayName => "BTCPay Server";

    public override string CustomerLabel => "Bitcoin";

    public override IReadOnlyList<OptionField> OptionFields => BtcPayFields.All;

    public override IReadOnlyList<string> WebhookEvents { get; } =
    [
        "InvoiceCreated", "InvoiceReceivedPayment", "InvoiceProcessing", "InvoicePaymentSettled", "InvoiceSettled", "InvoiceExpired", "InvoiceExpiredPaidPartial",
        "InvoicePaidAfterExpiration", "InvoiceInvalid", "InvoiceRefund",
    ];

    protected override void Check(FilledForm form, GatewaySettings settings, Dictionary<string, string> problems)
    {
        if (form.TextOrNull("address") is { } address && !IsAddress(address)) problems["address"] = "Enter the server's address, which begins with https://; http:// only for this machine itself.";
        if (!form.Text("storeId").All(char.IsAsciiLetterOrDigit)) problems["storeId"] = "A store ID has only letters and digits.";
        // An empty secret is a valid key of a signature that anybody can make.
        if (form.Text("webhookSecret").Length is > 0 and < ShortestSecret) problems["webhookSecret"] = $"Use a secret of at least {ShortestSecret} characters; BTCPay Server makes one.";
        try
        {
            _ = TlsTrust.Parse(form.Text(CommonFields.Trust.Key));
        }
        catch (FormatException e)
        {
            problems[CommonFields.Trust.Key] = e.Message;
        }
    }

    protected override IPaymentGateway Make(FilledForm form, GatewaySettings settings)
    {
        var options = BtcPayOptions.Read(form);
        var key = form.Text("apiKey");
        var endpoint = new ProviderEndpoint("BTCPay Server", options.Address)
        {
            Timeout = form.Seconds(CommonFields.Timeout.Key), Trust = TlsTrust.Parse(form.Text(CommonFields.Trust.Key)), Credential = form.Credential("address", "apiKey"),
        };
        var http = clients.Create(endpoint, new BtcPayFaults(), (request, _) =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("token", key);
            return ValueTask.CompletedTask;
        });
        return new BtcPayGateway(options, new BtcPayClient(http, options.StoreId));
    }

    // The server is the admin's own and may be anywhere; only what others could read on the way is refused.
    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
}
