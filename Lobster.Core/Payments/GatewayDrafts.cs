using System.Security.Cryptography;
using System.Text.Json;
using Lobster.Core.Billing;
using Lobster.Core.Compute;

namespace Lobster.Core.Payments;

/// <summary>Puts together what a gateway's form says and what is stored, and checks it, without asking the provider.</summary>
public sealed class GatewayDrafts(PaymentGateways gateways, GatewaySecrets secrets, BillingOptions options, PanelMode mode)
{
    /// <summary>The settings that saving the form would give, secrets in the clear. The type must be known.</summary>
    /// <param name="form">The form.</param>
    /// <param name="stored">The gateway as it stands; null for a new one.</param>
    public GatewaySettings Settings(GatewayForm form, Gateway? stored)
    {
        var secret = gateways.Factories[form.Type].OptionFields.Where(f => f.Kind.IsSecret()).Select(f => f.Key).ToHashSet();
        var kept = stored is null ? new Dictionary<string, string>() : Stored(stored);
        var all = kept.Where(k => secret.Contains(k.Key)).Concat(form.Values.Where(v => secret.Contains(v.Key)))
            .GroupBy(v => v.Key).Select(g => g.Last()).Where(v => v.Value.Length > 0).ToDictionary();
        var plain = form.Values.Where(v => !secret.Contains(v.Key) && v.Value.Length > 0).ToDictionary();
        return new GatewaySettings(options.Currency, !mode.IsDevelopment, plain, all);
    }

    /// <summary>Field key to message, for all fields at once; empty when the options are good.</summary>
    public IReadOnlyDictionary<string, string> Problems(GatewayForm form, Gateway? stored)
    {
        var factory = gateways.Factories[form.Type];
        var settings = Settings(form, stored);
        var problems = OptionRules.Check(factory.OptionFields, settings.Options.Concat(settings.Secrets).ToDictionary());
        return problems.Count > 0 ? problems : factory.Validate(settings);
    }

    /// <summary>The keys of the secrets that are set; never their values.</summary>
    internal IReadOnlyList<string> SecretKeys(Gateway stored) => [.. Stored(stored).Keys.Order(StringComparer.Ordinal)];

    private IReadOnlyDictionary<string, string> Stored(Gateway stored)
    {
        try
        {
            return secrets.Unprotect(stored.ProtectedSecrets);
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            // Written under another master key: they are as good as gone and must be entered again.
            return new Dictionary<string, string>();
        }
    }
}
