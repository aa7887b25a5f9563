using System.Net;

namespace Lobster.Tests.Compute.Http;

/// <summary>What the network or the provider does to one call, or to several.</summary>
/// <param name="Fits">Which calls.</param>
public sealed record Trouble(Func<HttpRequestMessage, bool> Fits)
{
    /// <summary>How many calls meet it.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Answers in the place of the provider, which hears nothing of the call.</summary>
    public Func<CancellationToken, Task<HttpResponseMessage>>? Instead { get; init; }

    /// <summary>Spoils the answer after the provider acted.</summary>
    public Func<CancellationToken, Task<HttpResponseMessage>>? Afterwards { get; init; }

    /// <summary>The provider answers this and does nothing.</summary>
    public static Func<CancellationToken, Task<HttpResponseMessage>> Says(HttpStatusCode status, string body = "", string mediaType = "application/json", TimeSpan? retryAfter = null) => _ =>
    {
        var response = new Answer(status, body, mediaType).ToResponse();
        if (retryAfter is { } wait) response.Headers.RetryAfter = new(wait);
        return Task.FromResult(response);
    };

    /// <summary>The network fails.</summary>
    public static Func<CancellationToken, Task<HttpResponseMessage>> Breaks(HttpRequestError how) => _ => throw new HttpRequestException(how, "The network failed.");

    /// <summary>Nothing ever comes back.</summary>
    public static async Task<HttpResponseMessage> Hangs(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new InvalidOperationException("Nobody gave up.");
    }
}
