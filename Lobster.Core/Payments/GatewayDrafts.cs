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
        var typed = TypedOptions.Of(gateways.Factories[form.Type].OptionFields, form.Values, stored?.Options, secrets.UnprotectIfReadable(stored?.ProtectedSecrets));
        return new GatewaySettings(options.Currency, !mode.IsDevelopment, typed.Plain, typed.Secrets);
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
    internal IReadOnlyList<string> SecretKeys(Gateway stored) => [.. secrets.UnprotectIfReadable(stored.ProtectedSecrets).Keys.Order(StringComparer.Ordinal)];
}
