using System.Globalization;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Json = Lobster.Backends.Compute.OpenStack.OpenStackJson;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>
/// Keystone (https://docs.openstack.org/api-ref/identity/v3/): logs in, keeps the token while it holds, and knows from its catalog where the services are. Another
/// panel process logs in for itself. Safe from many threads.
/// </summary>
#pragma warning disable CA1001 // The gate's wait handle is never asked for, so that there is nothing to dispose.
internal sealed class OpenStackIdentity(ProviderClient http, OpenStackLogin login, OpenStackPlace place, TimeProvider time)
#pragma warning restore CA1001
{
    private const string TokenHeader = "X-Auth-Token";
    private const string TokenHeaderOfAnswer = "x-subject-token";
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private OpenStackSession? session;

    /// <summary>A session that holds for another minute.</summary>
    public Task<OpenStackSession> SessionAsync(CancellationToken cancellationToken) =>
        session is { } held && Holds(held) ? Task.FromResult(held) : LogInAsync(Holds, cancellationToken);

    /// <summary>Adds the token to a request, and the version of the compute API; the other services overlook that.</summary>
    public async ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var now = await SessionAsync(cancellationToken);
        request.Headers.Add(TokenHeader, now.Token);
        request.Headers.Add("OpenStack-API-Version", $"compute {now.Microversion}");
    }

    /// <summary>Logs in again after a token was refused (withdrawn, or Keystone lost it), unless somebody has done so meanwhile.</summary>
    public async ValueTask<bool> RenewAsync(HttpRequestMessage refused, CancellationToken cancellationToken)
    {
        var old = refused.Headers.GetValues(TokenHeader).Single();
        await LogInAsync(s => s.Token != old && Holds(s), cancellationToken);
        return true;
    }

    private async Task<OpenStackSession> LogInAsync(Func<OpenStackSession, bool> isGood, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return session is { } held && isGood(held) ? held : session = await LogInAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    // POST /v3/auth/tokens, then the version document of the compute service.
    private async Task<OpenStackSession> LogInAsync(CancellationToken cancellationToken)
    {
        HttpAnswer answer;
        try
        {
            answer = await http.SendAsync(HttpMethod.Post, "auth/tokens", new OpenStackAuthRequest(login.Request), Json.Default.OpenStackAuthRequest, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.OutcomeUnknown)
        {
            throw new BackendException(BackendErrorKind.Unavailable, "OpenStack did not log us in: its answer is lost.", e); // A token more or less harms nobody.
        }

        var token = http.Parse(answer, Json.Default.OpenStackTokenAnswer).Token;
        var secret = answer.Headers.GetValueOrDefault(TokenHeaderOfAnswer) ?? throw new BackendException(BackendErrorKind.Unavailable, "OpenStack answered without a token.");
        var compute = Root(Endpoint(token, "compute") ?? throw Missing("compute"), "/v2.1");
        var version = (await http.GetAsync(compute + "/", Json.Default.OpenStackVersionAnswer, cancellationToken, (TokenHeader, secret))).Version.Version;
        return new OpenStackSession(
            secret, DateTimeOffset.Parse(token.ExpiresAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), $"{token.User.Name} in project {token.Project?.Name ?? "?"}",
            token.Roles?.Any(r => r.Name == "admin") == true, compute, Versioned(Endpoint(token, "image") ?? throw Missing("image"), "/v2"),
            Endpoint(token, "network") is { } network ? Versioned(network, "/v2.0") : null, OpenStackSession.Speak(version));
    }

    private string? Endpoint(OpenStackToken token, string type) => (token.Catalog ?? [])
        .Where(s => s.Type == type).SelectMany(s => s.Endpoints)
        .FirstOrDefault(e => e.Interface == place.Interface && (place.Region is null || place.Region == (e.RegionId ?? e.Region)))?.Url.TrimEnd('/');

    private BackendException Missing(string service) =>
        new(BackendErrorKind.Unavailable, $"OpenStack's catalog has no {place.Interface} {service} service{(place.Region is null ? "" : $" in region {place.Region}")}.");

    private bool Holds(OpenStackSession held) => held.ExpiresAt - Margin > time.GetUtcNow();

    // Some catalogs name the version and some do not.
    private static string Versioned(string url, string version) => url.EndsWith(version, StringComparison.Ordinal) ? url : url + version;

    // Some have the project behind it, which current releases do not need.
    private static string Root(string url, string version) =>
        url.IndexOf(version, StringComparison.Ordinal) is > 0 and var at ? url[..(at + version.Length)] : url.EndsWith("/v2", StringComparison.Ordinal) ? url[..^3] + version : Versioned(url, version);
}
