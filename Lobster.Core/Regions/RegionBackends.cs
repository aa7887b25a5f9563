using System.Collections.Concurrent;
using System.Text.Json;
using Lobster.Core.Compute;
using Lobster.Core.Data;

namespace Lobster.Core.Regions;

/// <summary>Makes the backend of a region from its current settings and keeps it until they change. Safe from many threads.</summary>
public sealed class RegionBackends(IEnumerable<IBackendFactory> factories, RegionSecrets secrets, PanelFacts facts)
{
    private readonly Dictionary<string, IBackendFactory> byType = factories.ToDictionary(f => f.Type);
    private readonly ConcurrentDictionary<RegionId, (string Settings, IComputeBackend Backend)> made = new();

    /// <summary>Every type of backend that this program knows, by its stable name.</summary>
    public IReadOnlyDictionary<string, IBackendFactory> Factories => byType;

    /// <summary>The backend of a region as its row stands.</summary>
    /// <exception cref="BackendException">
    /// <see cref="BackendErrorKind.Unauthorized"/>: its type is unknown to this program, or its settings cannot be read.
    /// </exception>
    public IComputeBackend Of(Region region)
    {
        var settings = $"{region.BackendType}\n{region.Name}\n{region.OptionsVersion}\n{region.Options}\n{region.ProtectedSecrets}";
        if (made.TryGetValue(region.Id, out var known) && known.Settings == settings) return known.Backend;
        if (!byType.TryGetValue(region.BackendType, out var factory))
            throw new BackendException(BackendErrorKind.Unauthorized, $"This program has no backend of the type {region.BackendType}.");
        var backend = Create(factory, region);
        made[region.Id] = (settings, backend);
        return backend;
    }

    /// <summary>What a region's row says, secrets in the clear.</summary>
    public BackendSettings Settings(Region region) => new(
        region.Id.Value, region.Name, facts.InstallationId, region.OptionsVersion,
        JsonSerializer.Deserialize<Dictionary<string, string>>(region.Options)!, secrets.Unprotect(region.ProtectedSecrets));

    private IComputeBackend Create(IBackendFactory factory, Region region)
    {
        try
        {
            return factory.Create(Settings(region));
        }
        catch (Exception e) when (e is ArgumentException or JsonException or System.Security.Cryptography.CryptographicException)
        {
            throw new BackendException(BackendErrorKind.Unauthorized, "The settings of this region cannot be used. Enter them again.", e);
        }
    }
}
