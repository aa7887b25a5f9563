using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>
/// Signs calls (api/client.go): <c>lobster ID:PARTIAL:NONCE:SIGNATURE</c>, HMAC-SHA512 with the whole key over <c>path|nonce|body</c>, where the path is what follows
/// <c>/api/</c>. Half of the key travels with each call.
/// </summary>
/// <param name="apiId">The credential's id.</param>
/// <param name="apiKey">Its key.</param>
/// <param name="nonces">What was used before.</param>
/// <param name="time">The clock.</param>
internal sealed class LobsterPanelSigner(string apiId, string apiKey, LobsterPanelNonces nonces, TimeProvider time)
{
    private const string Root = "/api/";
    private const int PartialKeyLength = 64;
    private readonly byte[] key = Encoding.ASCII.GetBytes(apiKey);

    /// <summary>Signs a request for one try now. Tries of one key must arrive in the order in which they were signed.</summary>
    public async ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", Header(Path(request.RequestUri!), nonces.Next(apiId, time.GetUtcNow()), body));
    }

    /// <summary>The header of one call.</summary>
    public string Header(string path, long nonce, string body)
    {
        var text = nonce.ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA512.HashData(key, Encoding.UTF8.GetBytes($"{path}|{text}|{body}")));
        return $"lobster {apiId}:{apiKey[..PartialKeyLength]}:{text}:{signature}";
    }

    private static string Path(Uri address)
    {
        var path = Uri.UnescapeDataString(address.AbsolutePath);
        return path[(path.IndexOf(Root, StringComparison.Ordinal) + Root.Length)..];
    }
}

/// <summary>
/// The last nonce of each credential: the other panel takes only one that is larger than any before. Unix nanoseconds, as the original's client uses, so that they
/// grow across restarts too. Safe from many threads.
/// </summary>
internal sealed class LobsterPanelNonces
{
    private readonly ConcurrentDictionary<string, long> last = new();

    /// <summary>The next one.</summary>
    public long Next(string apiId, DateTimeOffset now)
    {
        var nanoseconds = (now - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        return last.AddOrUpdate(apiId, nanoseconds, (_, before) => Math.Max(before + 1, nanoseconds));
    }
}
