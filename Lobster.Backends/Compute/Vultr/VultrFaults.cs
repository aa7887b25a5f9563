using System.Net;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Vultr;

/// <summary>How Vultr says what went wrong: <c>{"error": "text", "status": 400}</c>, and 500 with "locked" for a machine that is busy.</summary>
internal sealed class VultrFaults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            return JsonSerializer.Deserialize(answer.Body, VultrJson.Default.VultrError)?.Error;
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
            HttpStatusCode.InternalServerError when Says("locked") => new(BackendErrorKind.Conflict, "Vultr is still busy with this machine.") { ProviderText = said },
            HttpStatusCode.BadRequest when Says("maximum number") || Says("limit") => new(BackendErrorKind.QuotaExceeded, "The limit of the account at Vultr is reached.") { ProviderText = said },
            // A right that the key lacks is told with 401; 403 refuses one thing, such as removing the main address.
            HttpStatusCode.Forbidden when answer.Method == HttpMethod.Delete => new(BackendErrorKind.Rejected, "Vultr does not allow that.") { ProviderText = said },
            _ => null,
        };
    }
}
