using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Lobster.Core.Compute;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace Lobster.Backends.Http;

/// <summary>
/// Makes HTTP clients for regions over handlers that are kept: connections are pooled for each trust and patience, buckets for each credential. A singleton. The chain, from
/// outside: repeat reads, wait for a token, give up in time, wait for the turn, sign the try, write a line, connect.
/// </summary>
internal sealed class ProviderClients(RequestBuckets buckets, ILoggerFactory logs, TimeProvider time, ProviderNetwork? network = null) : IDisposable
{
    private const int Repeats = 2;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(string Trust, TimeSpan? Idle), Lazy<SocketsHttpHandler>> sockets = new();
    private readonly ConcurrentDictionary<(string Provider, string Credential), SemaphoreSlim> turns = new();

    /// <summary>A client of one endpoint. Cheap, nothing in it must be disposed.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="faults">How the provider says what went wrong.</param>
    /// <param name="sign">Adds credentials to each request just before it is sent; null: nothing to add.</param>
    /// <param name="renew">
    /// Gets credentials in the place of those that a request carried and that were answered with a 401; false: there are none, and the 401 stands. The request
    /// is then sent once more. Null: credentials do not run out.
    /// </param>
    /// <param name="signTry">Signs each try of a request, for signatures that are good only once and only now; null: all tries are alike.</param>
    public ProviderClient Create(
        ProviderEndpoint endpoint, IProviderFaults faults, Func<HttpRequestMessage, CancellationToken, ValueTask>? sign = null,
        Func<HttpRequestMessage, CancellationToken, ValueTask<bool>>? renew = null, Func<HttpRequestMessage, CancellationToken, ValueTask>? signTry = null)
    {
        var log = logs.CreateLogger($"Lobster.Backends.{endpoint.Provider}");
        HttpMessageHandler wire = network?.Handler ?? sockets.GetOrAdd((endpoint.Trust?.Text ?? "", endpoint.Idle), _ => new(() => Sockets(endpoint))).Value;
        HttpMessageHandler tries = new RequestLog(endpoint.Provider, log, time) { InnerHandler = new WholeAnswer { InnerHandler = wire } };
        if (signTry is not null) tries = new SignEachTry(signTry) { InnerHandler = tries };
        if (endpoint.IsSerial) tries = new OneAtATime(turns.GetOrAdd((endpoint.Provider, endpoint.Credential), _ => new SemaphoreSlim(1, 1))) { InnerHandler = tries };
        var chain = new ResilienceHandler(Pipeline(endpoint)) { InnerHandler = tries };
        // The pipeline keeps the time of each try; a limit of the client's own would count waiting for a token too.
        var client = new HttpClient(chain, disposeHandler: false)
        {
            BaseAddress = endpoint.Address, Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Lobster/1.0");
        return new ProviderClient(endpoint.Provider, client, faults, sign, time, renew);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var handler in sockets.Values.Where(s => s.IsValueCreated)) handler.Value.Dispose();
        foreach (var turn in turns.Values) turn.Dispose();
    }

    private ResiliencePipeline<HttpResponseMessage> Pipeline(ProviderEndpoint endpoint)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time };
        builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = Repeats, BackoffType = DelayBackoffType.Exponential, UseJitter = true, Delay = TimeSpan.FromMilliseconds(400),
            ShouldHandle = args => ValueTask.FromResult(IsWorthRepeating(args, endpoint)),
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result is { } response ? RetryAfter.Read(response, time) : null),
        });
        if (endpoint.Rate is { } rate && network is null)
        {
            var bucket = buckets.Of(endpoint.Provider, endpoint.Credential, rate);
            builder.AddRateLimiter(new RateLimiterStrategyOptions { RateLimiter = args => bucket.AcquireAsync(1, args.Context.CancellationToken) });
        }

        return builder.AddTimeout(new TimeoutStrategyOptions { Timeout = endpoint.Timeout }).Build();
    }

    // Only what changes nothing is ever repeated, and only where waiting is short: a longer wait is the caller's affair.
    private bool IsWorthRepeating(RetryPredicateArguments<HttpResponseMessage> args, ProviderEndpoint endpoint)
    {
        if (args.Context.GetRequestMessage() is not { } request || request.MayChange()) return false;
        return args.Outcome switch
        {
            { Exception: HttpRequestException or TimeoutRejectedException } => true,
            { Result: { } response } => (int)response.StatusCode is 429 or 500 or 502 or 503 or 504 && !(RetryAfter.Read(response, time) > LongestWait) && endpoint.IsFinal?.Invoke(response) != true,
            _ => false,
        };
    }

    private static SocketsHttpHandler Sockets(ProviderEndpoint endpoint)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10),
            AutomaticDecompression = System.Net.DecompressionMethods.All, MaxConnectionsPerServer = 16,
        };
        if (endpoint.Idle is { } idle) handler.PooledConnectionIdleTimeout = idle;
        if (endpoint.Trust is { } trust)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => trust.Believes(certificate as X509Certificate2, errors);
        return handler;
    }
}
