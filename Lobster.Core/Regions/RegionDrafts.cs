using System.Text.Json;
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
        var kept = stored?.BackendType == form.BackendType ? stored.ProtectedSecrets : null;
        var typed = TypedOptions.Of(factory.OptionFields, Values(form, stored, factory.OptionFields), secrets.UnprotectIfReadable(kept));
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

    // A field that only an older release had is handed back as it was stored; nobody could take it out of the form. What else is unknown stays, to be refused.
    private static IReadOnlyDictionary<string, string> Values(RegionForm form, Region? stored, IReadOnlyList<OptionField> fields)
    {
        if (stored?.BackendType != form.BackendType) return form.Values;
        var old = JsonSerializer.Deserialize<Dictionary<string, string>>(stored.Options) ?? [];
        return form.Values.Where(v => fields.Any(f => f.Key == v.Key) || old.GetValueOrDefault(v.Key) != v.Value).ToDictionary();
    }

    /// <summary>The keys of the secrets that are set; never their values.</summary>
    internal IReadOnlyList<string> SecretKeys(Region region) => [.. secrets.UnprotectIfReadable(region.ProtectedSecrets).Keys.Order(StringComparer.Ordinal)];
}
