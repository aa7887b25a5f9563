using System.Net;
using System.Security.Authentication;
using Lobster.Core.Compute;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Lobster.Backends.Http;

/// <summary>
/// What a status or a broken connection means where a provider does not say it better. The one question that matters is whether the request may have been
/// carried out: then it is <see cref="BackendErrorKind.OutcomeUnknown"/>.
/// </summary>
internal static class HttpFaults
{
    /// <summary>The meaning of an answer that is no success.</summary>
    /// <param name="provider">Who answered.</param>
    /// <param name="answer">What.</param>
    /// <param name="said">The provider's own words, found in the body; null when none were.</param>
    public static BackendException Of(string provider, HttpAnswer answer, string? said)
    {
        var code = (int)answer.Status;
        var (kind, message) = answer.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (BackendErrorKind.Unauthorized, $"{provider} does not accept the credentials ({code})."),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => (BackendErrorKind.NotFound, $"{provider} does not know it ({code})."),
            HttpStatusCode.Conflict or HttpStatusCode.Locked => (BackendErrorKind.Conflict, $"{provider} cannot do that now ({code})."),
            HttpStatusCode.TooManyRequests => (BackendErrorKind.RateLimited, $"{provider} asks for fewer requests."),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => Lost(provider, answer.MayHaveChanged, $"answered {code}"),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => (BackendErrorKind.Unavailable, $"{provider} redirects ({code}): check the address."),
            _ => (BackendErrorKind.Rejected, Sentence(said) ?? $"{provider} refused the request ({code})."),
        };
        return new BackendException(kind, message) { RetryAfter = answer.RetryAfter, ProviderText = Redaction.Shorten(said ?? answer.Reason) };
    }

    /// <summary>The meaning of an answer that is a success by its status and cannot be read.</summary>
    public static BackendException Unreadable(string provider, HttpAnswer answer, Exception? inner)
    {
        var (kind, message) = Lost(provider, answer.MayHaveChanged, "answered something that cannot be read");
        return new BackendException(kind, message, inner);
    }

    /// <summary>The meaning of a transport's failure; null for what is none, such as our own cancellation.</summary>
    /// <param name="provider">Who was asked.</param>
    /// <param name="mayHaveChanged">Whether the request may have changed something there.</param>
    /// <param name="exception">What was thrown.</param>
    public static BackendException? Of(string provider, bool mayHaveChanged, Exception exception)
    {
        var (kind, message) = exception switch
        {
            RateLimiterRejectedException => (BackendErrorKind.RateLimited, $"{provider} takes no more requests for a while."),
            TimeoutRejectedException or TimeoutException => Lost(provider, mayHaveChanged, "did not answer in time"),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (BackendErrorKind.Unavailable, $"The address of {provider} cannot be resolved."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError } => (BackendErrorKind.Unavailable, $"{provider} cannot be reached."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or HttpRequestException { InnerException: AuthenticationException } =>
                (BackendErrorKind.Unavailable, $"The certificate of {provider} is not trusted, or its connection cannot be made secure."),
            HttpRequestException or IOException => Lost(provider, mayHaveChanged, "broke the connection off"),
            _ => (default, ""),
        };
        if (message.Length == 0) return null;
        return new BackendException(kind, message, exception) { RetryAfter = (exception as RateLimiterRejectedException)?.RetryAfter };
    }

    private static (BackendErrorKind Kind, string Message) Lost(string provider, bool mayHaveChanged, string what) => mayHaveChanged
        ? (BackendErrorKind.OutcomeUnknown, $"{provider} {what}; whether it did what was asked is not known.")
        : (BackendErrorKind.Unavailable, $"{provider} {what}.");

    /// <summary>A provider's words for a customer: one line that ends like a sentence. Null where there are none.</summary>
    public static string? Sentence(string? said)
    {
        if (string.IsNullOrWhiteSpace(said)) return null;
        var line = Redaction.Shorten(said.ReplaceLineEndings(" ").Trim(), 300)!;
        return line[^1] is '.' or '!' or '?' ? line : line + ".";
    }
}
