using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>
/// How Proxmox VE says what went wrong: in the reason phrase of the status line and, from 8.x on, in the body too. Most of it is a 500, a machine that is not
/// there included, so that only the words tell what is meant. The ends of tasks use the same words.
/// </summary>
internal sealed partial class ProxmoxFaults : IProviderFaults
{
    // What a proxy in between says by itself.
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "OK", "Bad Request", "Unauthorized", "Forbidden", "Not Found", "Internal Server Error", "Not Implemented", "Bad Gateway", "Service Unavailable", "Gateway Timeout", "Gateway Time-out",
    };

    /// <summary>Whether a 500 says for certain what is wrong, so that asking again would only be told the same.</summary>
    public static bool IsFinal(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.InternalServerError && Phrase(response.ReasonPhrase) is not null;

    /// <summary>The meaning of words, of an answer or of a task's end; null: they are not known.</summary>
    public static (BackendErrorKind Kind, string Message)? Meaning(string? said)
    {
        bool Says(params ReadOnlySpan<string> all)
        {
            foreach (var words in all)
                if (said?.Contains(words, StringComparison.OrdinalIgnoreCase) == true) return true;
            return false;
        }

        return said switch
        {
            null => null,
            _ when NoMachinePattern().IsMatch(said) => (BackendErrorKind.NotFound, "Proxmox VE has no such machine."),
            _ when Says("no such task") => (BackendErrorKind.NotFound, "Proxmox VE has no such task."),
            _ when Says("is locked", "can't lock file", "detected modified configuration", "unable to acquire lock") => (BackendErrorKind.Conflict, "Proxmox VE is still busy with this machine."),
            _ when Says("guest agent is not running", "No QEMU guest agent configured") => (BackendErrorKind.Conflict, "The guest has no agent that answers."),
            _ when Says("already running", "not running", "is running") => (BackendErrorKind.Conflict, "The machine's power state does not allow this."),
            _ when Says("already exists") => (BackendErrorKind.Conflict, "Proxmox VE has that already."),
            _ when Says("protection mode") => (BackendErrorKind.Rejected, "The machine is protected from this at Proxmox VE."),
            _ when Says("out of space", "no space left", "not enough", "insufficient", "cannot allocate memory", "disk quota exceeded") => (BackendErrorKind.QuotaExceeded, "Proxmox VE has no room left for this."),
            _ when Says("no quorum", "cluster not ready") => (BackendErrorKind.Unavailable, "The cluster has no quorum."),
            _ when Says("shrinking disks") => (BackendErrorKind.Rejected, "Proxmox VE cannot make a disk smaller."),
            _ when MissingPattern().IsMatch(said) => (BackendErrorKind.Rejected, "Proxmox VE does not have the storage, the network or the image that this needs."),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess) return null;
        var (message, errors) = Body(answer);
        var lines = new[] { Phrase(message) ?? Phrase(answer.Reason) }.Concat((errors ?? new Dictionary<string, string>()).Select(e => $"{e.Key}: {e.Value.Trim()}"));
        return string.Join("; ", lines.Where(l => !string.IsNullOrWhiteSpace(l))) is { Length: > 0 } said ? said : null;
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        if (answer.IsSuccess) return null;
        return (int)answer.Status switch
        {
            403 => Of(BackendErrorKind.Unauthorized, $"The credentials lack a right at Proxmox VE. {Redaction.Shorten(said, 300)}".TrimEnd()),
            400 or 500 when Meaning(said) is { } meaning => Of(meaning.Kind, meaning.Message),
            501 => Of(BackendErrorKind.Rejected, "This release of Proxmox VE does not know how to do this."),
            // No connection to the node that should answer. 596 and above lost it later.
            595 => Of(BackendErrorKind.Unavailable, "The node that should answer cannot be reached."),
            _ => null,
        };

        BackendException Of(BackendErrorKind kind, string message) => new(kind, message) { RetryAfter = answer.RetryAfter, ProviderText = Redaction.Shorten(said) };
    }

    private static (string? Message, IReadOnlyDictionary<string, string>? Errors) Body(HttpAnswer answer)
    {
        if (answer.Body.Length == 0) return default;
        try
        {
            return JsonSerializer.Deserialize(answer.Body, ProxmoxJson.Default.ProxmoxError) is { } error ? (error.Message, error.Errors) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Phrase(string? text) => text?.Trim() is { } trimmed && !Empty.Contains(trimmed) ? trimmed : null;

    [GeneratedRegex(@"Configuration file '[^']*' does not exist|no such VM|unable to find configuration file", RegexOptions.IgnoreCase)]
    private static partial Regex NoMachinePattern();

    [GeneratedRegex(@"(storage|volume|bridge|vmbr\S*|pool) '?\S*'? (does not exist|doesn't exist)|no such (storage|volume|file|pool|bridge)|unable to parse volume|could not get size of|does not support content", RegexOptions.IgnoreCase)]
    private static partial Regex MissingPattern();
}
