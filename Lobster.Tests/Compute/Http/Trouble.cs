using System.Net;

namespace Lobster.Tests.Compute.Http;

/// <summary>What the network or the provider does to one call.</summary>
/// <param name="Fits">Which call.</param>
public sealed record Trouble(Func<HttpRequestMessage, bool> Fits)
{
    /// <summary>Answers in the place of the provider, which hears nothing of the call.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage>? Instead { get; init; }

    /// <summary>Loses the answer after the provider acted.</summary>
    public Exception? Lost { get; init; }

    public static Trouble Before(Exception exception) => new(_ => true) { Instead = _ => throw exception };

    public static Trouble After(Func<HttpRequestMessage, bool> fits) => new(fits) { Lost = new HttpRequestException(HttpRequestError.ResponseEnded, "The connection broke.") };

    public static Trouble Says(HttpStatusCode status, string body = "", string mediaType = "application/json", TimeSpan? retryAfter = null) => new(_ => true)
    {
        Instead = _ =>
        {
            var response = new Answer(status, body, mediaType).ToResponse();
            if (retryAfter is { } wait) response.Headers.RetryAfter = new(wait);
            return response;
        },
    };
}
