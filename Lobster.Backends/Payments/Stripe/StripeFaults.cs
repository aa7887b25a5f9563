using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>How Stripe says what went wrong: <c>{"error": {"type": …, "code": …, "message": …}}</c> (https://docs.stripe.com/api/errors). A success that is no JSON object of Stripe's is none.</summary>
internal sealed partial class StripeFaults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer) => answer.IsSuccess ? null : Parse(answer)?.Error?.Message;

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        var parsed = Parse(answer);
        if (answer.IsSuccess) return parsed?.IsObjectOrList == true ? null : HttpFaults.Unreadable(StripeApi.Provider, answer, null);
        if (parsed?.Error is not { } error) return null;
        var (kind, message) = Of(answer, error);
        if (message.Length == 0) return null;
        // Stripe's words about a key repeat a part of it.
        var words = kind == BackendErrorKind.Unauthorized ? null : Redaction.Shorten(said);
        return new BackendException(kind, message, new StripeRefusal(error)) { RetryAfter = answer.RetryAfter, ProviderText = words };
    }

    private static (BackendErrorKind Kind, string Message) Of(HttpAnswer answer, StripeAnswerError error) => answer.Status switch
    {
        HttpStatusCode.Unauthorized => (BackendErrorKind.Unauthorized, "Stripe does not accept the secret key (401)."),
        HttpStatusCode.Forbidden => (BackendErrorKind.Unauthorized, $"The key lacks a right at Stripe{Right(error.Message)} (403)."),
        // The same key with other words, or with the first request still under way: what that one makes is found by its mark.
        HttpStatusCode.Conflict when answer.MayHaveChanged => (BackendErrorKind.OutcomeUnknown, "Stripe is still busy with the same request."),
        _ when error.Type == "idempotency_error" => (BackendErrorKind.OutcomeUnknown, "Stripe has had this request before, with other words."),
        HttpStatusCode.NotFound => (BackendErrorKind.NotFound, "Stripe does not know it (404)."),
        HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.UnprocessableEntity => (BackendErrorKind.Rejected, Said(error)),
        _ => (default, ""),
    };

    private static string Said(StripeAnswerError error) => HttpFaults.Sentence(error.Message) ?? $"Stripe refused the request ({error.DeclineCode ?? error.Code ?? error.Type}).";

    private static string Right(string? message) => RightName().Match(message ?? "") is { Success: true } match ? ": " + match.Value : "";

    private static StripeAnswer? Parse(HttpAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, StripeJson.Default.StripeAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("rak_[a-z_]{1,80}")]
    private static partial Regex RightName();
}
