using System.Security.Cryptography;
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
        var kept = stored?.BackendType == form.BackendType ? Stored(stored) : new Dictionary<string, string>();
        var secret = factory.OptionFields.Where(f => f.Kind.IsSecret()).Select(f => f.Key).ToHashSet();
        var all = kept.Where(k => secret.Contains(k.Key)).Concat(form.Values.Where(v => secret.Contains(v.Key)))
            .GroupBy(v => v.Key).Select(g => g.Last()).Where(v => v.Value.Length > 0).ToDictionary();
        var plain = form.Values.Where(v => !secret.Contains(v.Key) && v.Value.Length > 0).ToDictionary();
        return new BackendSettings(stored?.Id.Value ?? 0, form.Name?.Trim() ?? "", facts.InstallationId, factory.OptionsVersion, plain, all);
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
    internal IReadOnlyList<string> SecretKeys(Region region) => [.. Stored(region).Keys.Order(StringComparer.Ordinal)];

    private IReadOnlyDictionary<string, string> Stored(Region region)
    {
        try
        {
            return secrets.Unprotect(region.ProtectedSecrets);
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            // Written under another master key: they are as good as gone and must be entered again.
            return new Dictionary<string, string>();
        }
    }
}
