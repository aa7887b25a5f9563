using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Makes Linode backends.</summary>
internal sealed class LinodeFactory(ProviderClients clients, TimeProvider time) : IBackendFactory
{
    // 800 in two minutes, but 200 a minute for lists; half of the first, since other programs may use the account too.
    private static readonly RequestRate Rate = new(200, TimeSpan.FromMinutes(1), 20);

    public string Type => "linode";

    public string DisplayName => "Linode (Akamai)";

    public int OptionsVersion => 1;

    public IReadOnlyList<OptionField> OptionFields => LinodeFields.All;

    public IReadOnlyDictionary<string, string> Validate(BackendSettings settings)
    {
        var problems = new Dictionary<string, string>();
        // The region stands in a filter and in a path, so it is nothing but an id.
        if (!settings.Options.GetValueOrDefault("region", "").Trim().All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) problems["region"] = "Enter Linode's id of the region, such as us-east.";
        if (settings.Options.GetValueOrDefault("address", "").Trim() is { Length: > 0 } address
            && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))) problems["address"] = "Enter an address that begins with https://.";
        return problems;
    }

    public IComputeBackend Create(BackendSettings settings)
    {
        if (Validate(settings).FirstOrDefault() is { Key: { } key, Value: var problem }) throw new ArgumentException($"{key}: {problem}", nameof(settings));
        var options = LinodeOptions.Read(settings.Options);
        var accessToken = settings.Secrets.GetValueOrDefault("token", "").Trim();
        if (accessToken.Length == 0) throw new ArgumentException("token: This must be filled in.", nameof(settings));
        var endpoint = new ProviderEndpoint("Linode", options.Address)
        {
            Timeout = options.Timeout, Rate = Rate, Credential = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(accessToken))),
        };
        var http = clients.Create(endpoint, new LinodeFaults(), (request, _) =>
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
            return ValueTask.CompletedTask;
        });
        return new LinodeBackend(settings.InstallationId, options, new LinodeClient(http), time);
    }
}
