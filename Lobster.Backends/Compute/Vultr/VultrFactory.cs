using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Lobster.Backends.Http;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>Makes Vultr backends.</summary>
internal sealed class VultrFactory(ProviderClients clients, TimeProvider time) : IBackendFactory
{
    // 30 a second from one address; half of it, since other programs may use the key too.
    private static readonly RequestRate Rate = new(15, TimeSpan.FromSeconds(1), 15);

    public string Type => "vultr";

    public string DisplayName => "Vultr";

    public int OptionsVersion => 1;

    public IReadOnlyList<OptionField> OptionFields => VultrFields.All;

    public IReadOnlyDictionary<string, string> Validate(BackendSettings settings)
    {
        var problems = new Dictionary<string, string>();
        if (!settings.Options.GetValueOrDefault("region", "").Trim().All(char.IsAsciiLetterOrDigit)) problems["region"] = "Enter Vultr's id of the region, such as ewr.";
        if (settings.Options.GetValueOrDefault("address", "").Trim() is { Length: > 0 } address
            && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))) problems["address"] = "Enter an address that begins with https://.";
        return problems;
    }

    public IComputeBackend Create(BackendSettings settings)
    {
        if (Validate(settings).FirstOrDefault() is { Key: { } key, Value: var problem }) throw new ArgumentException($"{key}: {problem}", nameof(settings));
        var options = VultrOptions.Read(settings.Options);
        var apiKey = settings.Secrets.GetValueOrDefault("apiKey", "").Trim();
        if (apiKey.Length == 0) throw new ArgumentException("apiKey: This must be filled in.", nameof(settings));
        var endpoint = new ProviderEndpoint("Vultr", options.Address)
        {
            Timeout = options.Timeout, Rate = Rate, Credential = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey))),
        };
        var http = clients.Create(endpoint, new VultrFaults(), (request, _) =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
            return ValueTask.CompletedTask;
        });
        return new VultrBackend(settings.InstallationId, options, new VultrClient(http), time);
    }
}
