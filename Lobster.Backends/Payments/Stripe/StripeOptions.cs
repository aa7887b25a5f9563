namespace Lobster.Backends.Payments.Stripe;

/// <summary>What Stripe is set to; <see cref="StripeFields"/> tells what each is.</summary>
/// <param name="IsLive">Whether the key is for real money; what comes from Stripe's other mode is not ours.</param>
/// <param name="WebhookSecrets">The signing secrets that are believed; at least one, none empty.</param>
/// <param name="OnlyCards">Whether customers may pay by card only.</param>
/// <param name="ProductName">What stands on the bill.</param>
/// <param name="PageHost">The only host that customers are sent to.</param>
/// <param name="StandIn">The address of a stand-in for Stripe on this machine, which may send customers to itself; null for the real one.</param>
internal sealed record StripeOptions(bool IsLive, IReadOnlyList<string> WebhookSecrets, bool OnlyCards, string ProductName, string PageHost, Uri? StandIn)
{
    /// <summary>Reads a checked form.</summary>
    public static StripeOptions Read(FilledForm form)
    {
        var address = form.Address("address");
        return new StripeOptions(
            IsLiveKey(form.Text("secretKey")), [.. new[] { form.Text("webhookSecret"), form.Text("nextWebhookSecret") }.Where(s => s.Length > 0)], form.Text("methods") != "all",
            form.Text("productName"), form.Text("checkoutHost"), address.IsLoopback ? address : null);
    }

    /// <summary>Whether a key is one for real money.</summary>
    public static bool IsLiveKey(string key) => key.Contains("_live_", StringComparison.Ordinal);

    /// <summary>Whether customers may be sent to an address.</summary>
    public bool MayLeadTo(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.UserInfo.Length == 0 && string.Equals(url.Host, PageHost, StringComparison.OrdinalIgnoreCase))
        || (StandIn is not null && url.GetLeftPart(UriPartial.Authority) == StandIn.GetLeftPart(UriPartial.Authority));

    /// <summary>Without secrets, so that logging a record by accident leaks nothing.</summary>
    public override string ToString() => "settings of Stripe";
}
