using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>
/// How Luna Node says what went wrong: status 200 with <c>{"success": "no", "error": "text"}</c>. There are no codes, so the text is searched; it goes to the operator
/// as it is. Whatever does not say "yes" is no success.
/// </summary>
internal sealed class LunaNodeFaults : IProviderFaults
{
    private const string Provider = "Luna Node";

    // The first that is found in the text counts.
    private static readonly (string Words, BackendErrorKind Kind, string Message)[] Known =
    [
        ("authentication failure", BackendErrorKind.Unauthorized, "Luna Node does not accept the credentials: ID or key is wrong, the key is not allowed from this address, or this server's clock is off."),
        ("invalid vm", BackendErrorKind.NotFound, "Luna Node has no such machine."),
        ("invalid image", BackendErrorKind.NotFound, "Luna Node has no such image."),
        ("invalid plan", BackendErrorKind.NotFound, "Luna Node has no such plan."),
        ("invalid region", BackendErrorKind.Rejected, "Luna Node has no such region."),
        ("too many requests", BackendErrorKind.RateLimited, "Luna Node asks for fewer requests."),
        ("rate limit", BackendErrorKind.RateLimited, "Luna Node asks for fewer requests."),
        ("task_state", BackendErrorKind.Conflict, "Luna Node is still busy with this machine."),
        ("vm_state", BackendErrorKind.Conflict, "The state of the machine does not allow this now."),
        ("quota", BackendErrorKind.QuotaExceeded, "The limit of the account at Luna Node is reached."),
        ("limit", BackendErrorKind.QuotaExceeded, "The limit of the account at Luna Node is reached."),
        ("credit", BackendErrorKind.QuotaExceeded, "The account at Luna Node has not enough credit."),
    ];

    /// <inheritdoc/>
    public string? Words(HttpAnswer answer) => Read(answer)?.Error;

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        if (!answer.IsSuccess) return null;
        return Read(answer)?.Success switch
        {
            "yes" => null,
            "no" => Refusal(said ?? ""),
            _ => HttpFaults.Unreadable(Provider, answer, null),
        };
    }

    private static BackendException Refusal(string said)
    {
        var (_, kind, message) = Array.Find(Known, k => said.Contains(k.Words, StringComparison.OrdinalIgnoreCase));
        return message is null
            ? new BackendException(BackendErrorKind.Rejected, "Luna Node refused the request.") { ProviderText = Redaction.Shorten(said) }
            : new BackendException(kind, message) { ProviderText = Redaction.Shorten(said) };
    }

    private static LunaNodeOutcome? Read(HttpAnswer answer)
    {
        try
        {
            return JsonSerializer.Deserialize(answer.Body, LunaNodeJson.Default.LunaNodeOutcome);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
