using Lobster.Core.Compute;
using Lobster.Core.Data;

namespace Lobster.Core.Regions;

/// <summary>Puts together what a form says and what is stored, and checks it, without asking the provider.</summary>
public sealed class RegionDrafts(RegionBackends backends, RegionSecrets secrets, PanelFacts facts)
{
    /// <summary>The settings that saving the form would give, secrets in the clear. The backend's type must be known.</summary>
    /// <param name="form">The form.</param>
    /// <param name="stored">The region as it stands; null for a new one.</param>
    public BackendSettings Settings(RegionForm form, Region? stored)
    {
        var factory = backends.Factories[form.BackendType];
        // Another backend's secrets are not this one's, even under the same name.
        var kept = stored?.BackendType == form.BackendType ? stored : null;
        var typed = TypedOptions.Of(factory.OptionFields, form.Values, kept?.Options, secrets.UnprotectIfReadable(kept?.ProtectedSecrets));
        return new BackendSettings(stored?.Id.Value ?? 0, form.Name?.Trim() ?? "", facts.InstallationId, factory.OptionsVersion, typed.Plain, typed.Secrets);
    }

    /// <summary>Field key to message, for all fields at once; empty when the options are good.</summary>
    public IReadOnlyDictionary<string, string> Problems(RegionForm form, Region? stored)
    {
        if (!backends.Factories.TryGetValue(form.BackendType, out var factory)) return new Dictionary<string, string>();
        var settings = Settings(form, stored);
        var problems = OptionRules.Check(factory.OptionFields, settings.Options.Concat(settings.Secrets).ToDictionary());
        return problems.Count > 0 ? problems : factory.Validate(settings);
    }

    /// <summary>The keys of the secrets that are set; never their values.</summary>
    internal IReadOnlyList<string> SecretKeys(Region region) => [.. secrets.UnprotectIfReadable(region.ProtectedSecrets).Keys.Order(StringComparer.Ordinal)];
}
