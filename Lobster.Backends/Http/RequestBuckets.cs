using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Lobster.Backends.Http;

/// <summary>
/// One token bucket for each credential of each provider, so that regions which share a credential share what the provider allows it. Requests wait for a
/// short while and are refused beyond that; nothing waits without an end.
/// </summary>
internal sealed class RequestBuckets : IDisposable
{
    private readonly ConcurrentDictionary<(string Provider, string Credential, RequestRate Rate), TokenBucketRateLimiter> buckets = new();

    /// <summary>The bucket of a credential.</summary>
    public RateLimiter Of(string provider, string credential, RequestRate rate) => buckets.GetOrAdd((provider, credential, rate), static key => new TokenBucketRateLimiter(new()
    {
        TokenLimit = Math.Max(key.Rate.Burst, 1),
        TokensPerPeriod = 1,
        ReplenishmentPeriod = key.Rate.Per / key.Rate.Requests,
        QueueLimit = Math.Max(key.Rate.Requests, 50),
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        AutoReplenishment = true,
    }));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bucket in buckets.Values) bucket.Dispose();
    }
}
