namespace Lobster.Backends.Http;

/// <summary>Reads the header that tells how long to wait, in its two forms (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>How long; null when not told. A moment that has passed is no wait.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } at } => at > time.GetUtcNow() ? at - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };
}
