using Google.Apis.Util;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Our clock, for Google's library.</summary>
internal sealed class GceClock(TimeProvider time) : IClock
{
    /// <inheritdoc/>
    public DateTime Now => time.GetLocalNow().DateTime;

    /// <inheritdoc/>
    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;
}
