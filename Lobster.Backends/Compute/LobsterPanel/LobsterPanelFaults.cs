using System.Net;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>How the original says what went wrong: status 400, 401 or 404 and one line of plain text, which is searched, since there are no codes.</summary>
internal sealed class LobsterPanelFaults : IProviderFaults
{
    private const int LongestLine = 300;

    // The first that is found in the text counts.
    private static readonly (string Words, BackendErrorKind Kind, string Message)[] Known =
    [
        ("authorization header must", BackendErrorKind.Unauthorized, "The other panel does not accept the credentials."),
        ("not ready yet", BackendErrorKind.Conflict, "The other panel is still busy with this machine."),
        ("pending task", BackendErrorKind.Conflict, "The other panel is still busy with this machine."),
        ("image is not ready", BackendErrorKind.Conflict, "The image is not ready."),
        ("suspended", BackendErrorKind.QuotaExceeded, "The other panel has suspended this machine, for lack of credit or by its staff."),
        ("insufficient credit", BackendErrorKind.QuotaExceeded, "The account at the other panel has not enough credit."),
        ("count limit", BackendErrorKind.QuotaExceeded, "The account at the other panel has all the machines it may have."),
        ("maximum of", BackendErrorKind.QuotaExceeded, "The machine has all the addresses it may have."),
        ("no such plan", BackendErrorKind.Rejected, "The other panel does not know the plan."),
        ("image does not exist", BackendErrorKind.Rejected, "The other panel has no such image."),
        ("invalid region", BackendErrorKind.Rejected, "The other panel has no such region."),
        ("invalid image id", BackendErrorKind.NotFound, "The other panel has no such image."),
        ("invalid vm id", BackendErrorKind.NotFound, "The other panel has no such machine."),
        ("not supported", BackendErrorKind.Rejected, "The other panel does not offer this for this machine."),
    ];

    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess) return null;
        var text = answer.Text.Trim();
        return text.Length is > 0 and <= LongestLine && text[0] is not ('<' or '{') ? text : null;
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        if (answer.Status is not (HttpStatusCode.BadRequest or HttpStatusCode.NotFound) || said is null) return null;
        var (words, kind, message) = Array.Find(Known, k => said.Contains(k.Words, StringComparison.OrdinalIgnoreCase));
        return words is not null ? new BackendException(kind, message) { ProviderText = said }
            : answer.Status == HttpStatusCode.BadRequest ? new BackendException(BackendErrorKind.Rejected, "The other panel refused the request.") { ProviderText = said }
            : null;
    }
}
