using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm1;

/// <summary>
/// How a master says what went wrong, always with status 200: <c>status</c> "error" with the text in <c>statusmsg</c>, or nothing but a plain text. There are no codes. Some
/// successes have no status at all.
/// </summary>
internal sealed class SolusVm1Faults : IProviderFaults
{
    private const string Provider = "SolusVM";

    // What may come as plain text. Any other that is neither JSON nor XML is no answer of a master's.
    private static readonly string[] Plain = ["Invalid id or key", "Invalid ipaddress", "Node not found", "Virtual server not found"];

    // The first that is found in the text counts.
    private static readonly (string Words, BackendErrorKind Kind, string Message)[] Known =
    [
        ("invalid id or key", BackendErrorKind.Unauthorized, "SolusVM does not accept the credentials."),
        ("invalid ipaddress", BackendErrorKind.Unauthorized, "SolusVM does not accept the credentials from this server's address; allow it in the master's API Access."),
        ("virtual server not found", BackendErrorKind.NotFound, "SolusVM has no such machine."),
        ("node not found", BackendErrorKind.Rejected, "SolusVM has no such node."),
        ("no free ip", BackendErrorKind.QuotaExceeded, "SolusVM has no address left."),
        ("not enough", BackendErrorKind.QuotaExceeded, "SolusVM has no room for this."),
        ("no available", BackendErrorKind.QuotaExceeded, "SolusVM has no room for this."),
        ("limit", BackendErrorKind.QuotaExceeded, "A limit at SolusVM is reached."),
        ("in progress", BackendErrorKind.Conflict, "SolusVM is still busy with this machine."),
        ("is being", BackendErrorKind.Conflict, "SolusVM is still busy with this machine."),
    ];

    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        var text = answer.Text.Trim();
        return Array.Exists(Plain, p => p.Equals(text, StringComparison.OrdinalIgnoreCase)) ? text : SolusVm1Answer.Parse(text)?["statusmsg"];
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        if (!answer.IsSuccess) return null;
        var told = SolusVm1Answer.Parse(answer.Text);
        if (told is null) return said is null ? HttpFaults.Unreadable(Provider, answer, null) : Refusal(said);
        return told["status"] switch
        {
            null or "success" => null,
            "error" => Refusal(said ?? ""),
            _ => HttpFaults.Unreadable(Provider, answer, null),
        };
    }

    private static BackendException Refusal(string said)
    {
        var (_, kind, message) = Array.Find(Known, k => said.Contains(k.Words, StringComparison.OrdinalIgnoreCase));
        return message is null
            ? new BackendException(BackendErrorKind.Rejected, "SolusVM refused the request.") { ProviderText = Redaction.Shorten(said) }
            : new BackendException(kind, message) { ProviderText = Redaction.Shorten(said) };
    }
}
