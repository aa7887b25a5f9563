using System.Globalization;
using System.Net;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>
/// How DigitalOcean says what went wrong: <c>{"id": "unprocessable_entity", "message": "text"}</c>. Every refusal by its rules is a 422 that only the message
/// tells from the others.
/// </summary>
internal sealed class DigitalOceanFaults(TimeProvider time) : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            return JsonSerializer.Deserialize(answer.Body, DigitalOceanJson.Default.DigitalOceanError)?.Message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        bool Says(string words) => said?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
        return answer.Status switch
        {
            HttpStatusCode.UnprocessableEntity when Says("pending event") => Of(BackendErrorKind.Conflict, "DigitalOcean is still busy with this machine."),
            HttpStatusCode.UnprocessableEntity when Says("is currently on") || Says("is currently off") => Of(BackendErrorKind.Conflict, "The machine's power state does not allow this."),
            HttpStatusCode.UnprocessableEntity when Says("already in use on your account") => Of(BackendErrorKind.Conflict, "The SSH key is in the account at DigitalOcean already."),
            HttpStatusCode.UnprocessableEntity or HttpStatusCode.Forbidden when Says("limit") => Of(BackendErrorKind.QuotaExceeded, "A limit of the account at DigitalOcean is reached."),
            HttpStatusCode.TooManyRequests when answer.RetryAfter is null && Reset(answer) is { } wait =>
                new BackendException(BackendErrorKind.RateLimited, "DigitalOcean asks for fewer requests.") { RetryAfter = wait, ProviderText = Redaction.Shorten(said) },
            _ => null,
        };

        BackendException Of(BackendErrorKind kind, string message) => new(kind, message) { ProviderText = Redaction.Shorten(said) };
    }

    // Only the limit of a minute comes with Retry-After. That of an hour tells when its oldest request no longer counts.
    private TimeSpan? Reset(HttpAnswer answer) =>
        answer.Headers.TryGetValue("ratelimit-reset", out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= 253_402_300_799
            ? TimeSpan.FromSeconds(Math.Clamp(at - time.GetUtcNow().ToUnixTimeSeconds(), 1, 3600))
            : null;
}
