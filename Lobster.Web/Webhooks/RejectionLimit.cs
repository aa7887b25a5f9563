using System.Net;
using System.Threading.RateLimiting;

namespace Lobster.Web.Webhooks;

/// <summary>
/// Bounds how often one address can make us write a line and a counter about calls that were turned away. They are checked and answered all the same, since a provider may
/// come from the same address, as behind a proxy that is not trusted.
/// </summary>
internal sealed class RejectionLimit : IDisposable
{
    /// <summary>How many a minute are written down.</summary>
    public const int PerMinute = 30;

    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>Whether a rejected call from there is still written down.</summary>
    public bool MayWrite(IPAddress? address)
    {
        using var lease = limiter.AttemptAcquire(address?.ToString() ?? "");
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}
