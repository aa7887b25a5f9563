using System.Net;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>How Google says that it gives no token: <c>{"error": "invalid_grant", "error_description": "text"}</c> (RFC 6749, 5.2), mostly with a 400.</summary>
internal sealed class GceTokenFaults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            var error = JsonSerializer.Deserialize(answer.Body, GceJson.Default.GceTokenError);
            return error?.ErrorDescription ?? error?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said) => answer.Status is HttpStatusCode.BadRequest
        ? new BackendException(BackendErrorKind.Unauthorized, "Google does not accept the credentials: the service account or its key is gone, or this machine's clock is off.")
        {
            ProviderText = Redaction.Shorten(said),
        }
        : null;
}
