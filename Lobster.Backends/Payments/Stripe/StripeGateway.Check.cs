using Lobster.Core.Payments;
using Stripe;

namespace Lobster.Backends.Payments.Stripe;

// "Test connection".
internal sealed partial class StripeGateway
{
    private const string WebhookPath = "/webhooks/stripe";

    /// <inheritdoc/>
    public async Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var account = await api.AccountAsync(cancellationToken).OrFailAsync();
        var warnings = new List<string>();
        if (!options.IsLive) warnings.Add("The key is for tests: no real money moves.");
        else if (!account.ChargesEnabled) warnings.Add("Stripe lets this account take no payments yet: finish its activation in the dashboard.");
        warnings.AddRange(await WebhookWarningsAsync(cancellationToken));
        var name = account.Settings?.Dashboard?.DisplayName ?? account.BusinessProfile?.Name;
        return new GatewayCheck($"{(string.IsNullOrEmpty(name) ? "Stripe" : name)} ({account.Id}), {(options.IsLive ? "live" : "test")} mode", warnings);
    }

    private async Task<IEnumerable<string>> WebhookWarningsAsync(CancellationToken cancellationToken)
    {
        List<WebhookEndpoint> all;
        try
        {
            all = await api.WebhooksAsync(cancellationToken).OrFailAsync();
        }
        catch (GatewayException e) when (e.Kind == GatewayErrorKind.Unauthorized)
        {
            return ["The key may not list webhooks, so that they were not checked."];
        }
        var ours = all.Where(w => Uri.TryCreate(w.Url, UriKind.Absolute, out var url) && url.AbsolutePath.EndsWith(WebhookPath, StringComparison.Ordinal)).ToList();
        if (ours.Count == 0) return [$"No webhook of this account leads to {WebhookPath} of a panel: payments are seen only when they are looked up."];
        if (ours.Find(w => w.Status == "enabled") is not { } on) return ["The webhook is switched off at Stripe: switch it on in the dashboard."];
        var missing = on.EnabledEvents.Contains("*") ? [] : StripeNews.Events.Except(on.EnabledEvents).ToList();
        return missing.Count == 0 ? [] : [$"The webhook is not subscribed to {string.Join(", ", missing)}."];
    }
}
