using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>Makes DigitalOcean backends.</summary>
internal sealed class DigitalOceanFactory(ProviderClients clients, TimeProvider time) : IBackendFactory
{
    // A token may ask 250 times a minute and 5,000 times an hour. This bucket never gives more than 186 in a minute and 4,080 in an hour, and so keeps
    // both, with a share left for other programs of the token.
    private static readonly RequestRate Rate = new(66, TimeSpan.FromMinutes(1), 120);

    public string Type => "digitalocean";

    public string DisplayName => "DigitalOcean";

    public int OptionsVersion => 1;

    public IReadOnlyList<OptionField> OptionFields => DigitalOceanFields.All;

    public IReadOnlyDictionary<string, string> Validate(BackendSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var problems = new Dictionary<string, string>();
        if (!settings.Options.GetValueOrDefault("region", "").Trim().All(char.IsAsciiLetterOrDigit)) problems["region"] = "Enter DigitalOcean's slug of the region, such as nyc3.";
        if (settings.Options.GetValueOrDefault("address", "").Trim() is { Length: > 0 } address
            && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))) problems["address"] = "Enter an address that begins with https://.";
        if (settings.Secrets.GetValueOrDefault("token", "").Trim().Any(c => c is < '!' or > '~')) problems["token"] = "A token has no spaces and no special letters.";
        return problems;
    }

    public IComputeBackend Create(BackendSettings settings)
    {
        if (Validate(settings).FirstOrDefault() is { Key: { } key, Value: var problem }) throw new ArgumentException($"{key}: {problem}", nameof(settings));
        var options = DigitalOceanOptions.Read(settings.Options);
        if (options.Region.Length == 0) throw new ArgumentException("region: This must be filled in.", nameof(settings));
        var token = settings.Secrets.GetValueOrDefault("token", "").Trim();
        if (token.Length == 0) throw new ArgumentException("token: This must be filled in.", nameof(settings));
        var endpoint = new ProviderEndpoint("DigitalOcean", options.Address)
        {
            Timeout = options.Timeout, Rate = Rate, Credential = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
        };
        var http = clients.Create(endpoint, new DigitalOceanFaults(time), (request, _) =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return ValueTask.CompletedTask;
        });
        return new DigitalOceanBackend(settings.InstallationId, options, new DigitalOceanClient(http), time);
    }
}
