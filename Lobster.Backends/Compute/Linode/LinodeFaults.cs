using System.Net;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>How Linode says what went wrong: <c>{"errors": [{"field": "label", "reason": "text"}]}</c>, and nearly everything with 400, a busy machine too.</summary>
internal sealed class LinodeFaults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            var reasons = JsonSerializer.Deserialize(answer.Body, LinodeJson.Default.LinodeErrors)?.Errors?.Select(e => e.Reason).Where(r => !string.IsNullOrWhiteSpace(r));
            return reasons is null ? null : string.Join(' ', reasons);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        bool Says(string word) => said?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
        return answer.Status switch
        {
            HttpStatusCode.BadRequest when Says("busy") => Of(BackendErrorKind.Conflict, "Linode is still busy with this machine."),
            // Labels carry the create's token, so who has it is the machine of an earlier try.
            HttpStatusCode.BadRequest when Says("must be unique") => Of(BackendErrorKind.Conflict, "Linode has a machine of this label already."),
            HttpStatusCode.BadRequest when Says("limit reached") || Says("reached a limit") => Of(BackendErrorKind.QuotaExceeded, "The limit of the account at Linode is reached."),
            _ => null,
        };

        // Linode's Retry-After is of its request counter, and stands on other answers too.
        BackendException Of(BackendErrorKind kind, string message) => new(kind, message) { ProviderText = Redaction.Shorten(said) };
    }
}
