using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>Where PayPal is: the one with real money, the sandbox, or a stand-in on this machine.</summary>
internal sealed record PayPalPlaces
{
    /// <summary>The API with real money.</summary>
    public const string LiveApi = "https://api-m.paypal.com/";

    /// <summary>The API of the sandbox.</summary>
    public const string SandboxApi = "https://api-m.sandbox.paypal.com/";

    private readonly string pages;

    private PayPalPlaces(bool isLive, Uri? standIn)
    {
        IsLive = isLive;
        Api = standIn ?? new Uri(isLive ? LiveApi : SandboxApi);
        PostBack = standIn ?? new Uri(isLive ? "https://ipnpb.paypal.com/" : "https://ipnpb.sandbox.paypal.com/");
        CertificateHosts = isLive ? ["api.paypal.com", "api-m.paypal.com"] : ["api.sandbox.paypal.com", "api-m.sandbox.paypal.com"];
        pages = isLive ? "www.paypal.com" : "www.sandbox.paypal.com";
    }

    /// <summary>Whether money is real there.</summary>
    public bool IsLive { get; }

    /// <summary>The REST API's root.</summary>
    public Uri Api { get; }

    /// <summary>The root of the host that confirms IPN messages.</summary>
    public Uri PostBack { get; }

    /// <summary>The only hosts that certificates of webhooks are fetched from.</summary>
    public IReadOnlyList<string> CertificateHosts { get; }

    /// <summary>The places of a side.</summary>
    /// <param name="isLive">Real money, or the sandbox.</param>
    /// <param name="address">Another address of the API; null: PayPal's own. Only one on this machine changes anything.</param>
    public static PayPalPlaces Of(bool isLive, Uri? address) => new(isLive, address is { IsLoopback: true } ? address : null);

    /// <summary>Where the customer approves an order; null when there is nothing to approve any more.</summary>
    /// <exception cref="GatewayException">The order leads somewhere else than to PayPal.</exception>
    public Uri? Approval(PayPalOrder order)
    {
        var link = order.Links?.FirstOrDefault(l => l.Rel is "payer-action" or "approve")?.Href;
        if (link is null) return order.Status is "CREATED" or "PAYER_ACTION_REQUIRED" ? new Uri($"https://{pages}/checkoutnow?token={Uri.EscapeDataString(order.Id)}") : null;
        return Uri.TryCreate(link, UriKind.Absolute, out var page) && IsOurs(page)
            ? page
            : throw new GatewayException(GatewayErrorKind.Rejected, "PayPal's answer leads to an address that is not PayPal's; nobody is sent there.");
    }

    private bool IsOurs(Uri page) => page.UserInfo.Length == 0
        && ((page.Scheme == Uri.UriSchemeHttps && page.IsDefaultPort && page.Host == pages) || (Api.IsLoopback && page.GetLeftPart(UriPartial.Authority) == Api.GetLeftPart(UriPartial.Authority)));
}
