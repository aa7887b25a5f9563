using Lobster.Backends.Http;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>
/// Access tokens of a REST app (https://developer.paypal.com/api/rest/authentication/): asked for once when many calls wait for one, and kept until a minute before
/// they end. Another panel process asks for itself. Safe from many threads.
/// </summary>
/// <param name="http">A client that signs with the app's own id and secret.</param>
/// <param name="time">The clock.</param>
#pragma warning disable CA1001 // The gate's wait handle is never asked for, so that there is nothing to dispose.
internal sealed class PayPalTokens(ProviderClient http, TimeProvider time)
#pragma warning restore CA1001
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim gate = new(1, 1);
    private Held? held;

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

    private async Task<string> TokenAsync(Func<Held, bool> isGood, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (held is { } now && isGood(now)) return now.Token;
            var asked = time.GetUtcNow();
            var token = await AskAsync(cancellationToken);
            held = new Held(token.AccessToken, asked + TimeSpan.FromSeconds(token.ExpiresIn));
            return token.AccessToken;
        }
        finally
        {
            gate.Release();
        }
    }

    // POST /v1/oauth2/token. A token more or less harms nobody, so that it may be repeated like any question.
    private async Task<PayPalToken> AskAsync(CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials")]);
        return await http.AskAsync("v1/oauth2/token", content, PayPalJson.Default.PayPalToken, cancellationToken);
    }

    private bool Holds(Held now) => now.Until - Margin > time.GetUtcNow();

    private sealed record Held(string Token, DateTimeOffset Until);
}
