using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lobster.Backends.Http;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>
/// Fetches the certificates that PayPal signs calls with, from addresses that were checked before, and believes those that a known authority issued to PayPal. Kept
/// for a day. Only a few new addresses are fetched in an hour, so that forged calls cannot make the panel fetch without end. A singleton, safe from many threads.
/// </summary>
/// <param name="time">The clock of fetches and of the certificates.</param>
/// <param name="network">Another way out than sockets; null: sockets.</param>
/// <param name="roots">Who is believed; null: whom the system believes.</param>
internal sealed class PayPalCertificates(TimeProvider time, ProviderNetwork? network = null, PayPalRoots? roots = null) : IDisposable
{
    /// <summary>How many addresses that never served a good certificate are fetched in an hour.</summary>
    public const int MostNewInAnHour = 10;

    private const int MostBytes = 64 * 1024;
    private const int MostKept = 50;
    private static readonly TimeSpan Keep = TimeSpan.FromHours(24);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> news = new();
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HttpMessageInvoker http = network is null
        ? new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        : new HttpMessageInvoker(network.Handler, disposeHandler: false);

    /// <summary>What was found.</summary>
    /// <param name="Certificate">PayPal's certificate; null: there is none to be believed.</param>
    /// <param name="Problem">Why not; null when there is one.</param>
    public sealed record Result(X509Certificate2? Certificate, WebhookVerdict? Problem);

    /// <summary>The certificate at an address.</summary>
    public async Task<Result> FindAsync(string url, CancellationToken cancellationToken)
    {
        if (!IsFresh(url, out var served))
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                if (!IsFresh(url, out served))
                {
                    if (!MayFetch(url)) return Unknown("too many new certificates within an hour");
                    var (chain, problem) = await FetchAsync(url, cancellationToken);
                    if (chain is null) return new Result(null, problem);
                    served = new Kept(chain, time.GetUtcNow(), Problem(chain) is null);
                    Remember(url, served);
                }
            }
            finally
            {
                gate.Release();
            }
        }
        return Problem(served.Chain) is { } wrong ? No(wrong) : new Result(served.Chain[0], null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        gate.Dispose();
    }

    private bool IsFresh(string url, out Kept served) => kept.TryGetValue(url, out served!) && time.GetUtcNow() - served.At < Keep;

    // What has proved good may be fetched again at any time: a flood of invented names must not lock PayPal out.
    private bool MayFetch(string url)
    {
        if (kept.TryGetValue(url, out var known) && known.IsGood) return true;
        var now = time.GetUtcNow();
        while (news.TryPeek(out var first) && now - first >= TimeSpan.FromHours(1)) news.Dequeue();
        if (news.Count >= MostNewInAnHour) return false;
        news.Enqueue(now);
        return true;
    }

    private void Remember(string url, Kept served)
    {
        if (kept.Count >= MostKept && !kept.ContainsKey(url)) kept.TryRemove(kept.OrderBy(k => k.Value.IsGood).ThenBy(k => k.Value.At).First().Key, out _);
        kept[url] = served;
    }

    private async Task<(X509Certificate2Collection? Chain, WebhookVerdict? Problem)> FetchAsync(string url, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var answer = await http.SendAsync(request, either.Token);
            if (answer.StatusCode == HttpStatusCode.NotFound) return (null, new WebhookVerdict.Rejected("PayPal has no such certificate"));
            if (answer.StatusCode != HttpStatusCode.OK) return (null, new WebhookVerdict.Undecided("certificate not served"));
            await using var stream = await answer.Content.ReadAsStreamAsync(either.Token);
            var bytes = new byte[MostBytes + 1];
            var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, either.Token);
            return length > MostBytes ? (null, new WebhookVerdict.Rejected("certificate too large")) : Parse(bytes.AsSpan(0, length));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, new WebhookVerdict.Undecided("certificate could not be fetched"));
        }
    }

    private static (X509Certificate2Collection? Chain, WebhookVerdict? Problem) Parse(ReadOnlySpan<byte> bytes)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(Encoding.ASCII.GetString(bytes));
        }
        catch (CryptographicException)
        {
            chain.Clear();
        }
        return chain.Count > 0 ? (chain, null) : (null, new WebhookVerdict.Rejected("no certificate there"));
    }

    // The first is PayPal's, the others lead to an authority. Whether one was revoked is not asked: the short time that it is kept stands for that.
    private string? Problem(X509Certificate2Collection served)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.ExtraStore.AddRange(served);
        if (roots is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots.Certificates);
        }
        if (!chain.Build(served[0])) return "certificate not trusted";
        return served[0].GetNameInfo(X509NameType.SimpleName, forIssuer: false).EndsWith(".paypal.com", StringComparison.OrdinalIgnoreCase) ? null : "certificate of somebody else";
    }

    private static Result No(string why) => new(null, new WebhookVerdict.Rejected(why));

    private static Result Unknown(string why) => new(null, new WebhookVerdict.Undecided(why));

    private sealed record Kept(X509Certificate2Collection Chain, DateTimeOffset At, bool IsGood);
}
