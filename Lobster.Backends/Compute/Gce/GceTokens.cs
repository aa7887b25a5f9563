using Google.Apis.Auth.OAuth2;
using Google.Apis.Http;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// Access tokens of a service account ("Using OAuth 2.0 for server to server applications"): asked for once when many calls wait for one, and kept until a minute before they
/// end. Another panel process asks for itself. Safe from many threads.
/// </summary>
#pragma warning disable CA1001 // The gate's wait handle is never asked for, so that there is nothing to dispose.
internal sealed class GceTokens
#pragma warning restore CA1001
{
    private static readonly string[] Scopes = ["https://www.googleapis.com/auth/compute", "https://www.googleapis.com/auth/monitoring.read"];
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ServiceAccountCredential credential;
    private readonly TimeProvider time;
    private (string Token, DateTimeOffset Until)? held;

    /// <summary>Tokens of an account.</summary>
    /// <param name="http">A client of the address where tokens are had.</param>
    /// <param name="account">Whose.</param>
    /// <param name="audience">That address, which the account signs too.</param>
    /// <param name="time">The clock.</param>
    public GceTokens(ProviderClient http, GceAccount account, Uri audience, TimeProvider time)
    {
        this.time = time;
        credential = new(new ServiceAccountCredential.Initializer(account.Email, audience.AbsoluteUri)
        {
            Scopes = Scopes, KeyId = account.KeyId, Clock = new GceClock(time), HttpClientFactory = new GceTokenWire.Factory(http),
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        }.FromPrivateKey(account.PrivateKey));
    }

    /// <summary>Adds a token to a request.</summary>
    public async ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Headers.Authorization = new("Bearer", held is { } now && Holds(now) ? now.Token : await TokenAsync(Holds, cancellationToken));

    /// <summary>Asks for another token after one was refused, unless somebody has done so meanwhile.</summary>
    public async ValueTask<bool> RenewAsync(HttpRequestMessage refused, CancellationToken cancellationToken)
    {
        var old = refused.Headers.Authorization?.Parameter;
        await TokenAsync(now => now.Token != old && Holds(now), cancellationToken);
        return true;
    }

    private async Task<string> TokenAsync(Func<(string Token, DateTimeOffset Until), bool> isGood, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (held is { } now && isGood(now)) return now.Token;
            var asked = time.GetUtcNow();
            await credential.RequestAccessTokenAsync(cancellationToken);
            held = (credential.Token.AccessToken, asked + TimeSpan.FromSeconds(credential.Token.ExpiresInSeconds ?? 0));
            return held.Value.Token;
        }
        finally
        {
            gate.Release();
        }
    }

    private bool Holds((string Token, DateTimeOffset Until) now) => now.Until - Margin > time.GetUtcNow();
}
