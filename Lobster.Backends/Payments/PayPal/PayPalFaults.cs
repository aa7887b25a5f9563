using System.Net;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>How PayPal says what went wrong: a name and, one deeper, an issue with a description (https://developer.paypal.com/api/rest/responses/).</summary>
internal sealed class PayPalFaults : IProviderFaults
{
    /// <summary>The issue of what the app has no right to.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The issue that a refusal names ("ORDER_ALREADY_CAPTURED"); null when it names none.</summary>
    public static string? Issue(BackendException refusal) =>
        refusal is { Kind: BackendErrorKind.Rejected, ProviderText: { } text } && text.Split(':', 2) is [var issue, _] && issue.All(c => c is '_' || char.IsAsciiLetterUpper(c)) ? issue : null;

    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            var error = JsonSerializer.Deserialize(answer.Body, PayPalJson.Default.PayPalError);
            return error?.Details?.FirstOrDefault(d => d.Issue is not null) is { } detail ? $"{detail.Issue}: {detail.Description}" : error?.Name is { } name ? $"{name}: {error.Message}" : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said) => answer.Status switch
    {
        // The same request is being carried out by another call of ours, which will tell what comes of it.
        HttpStatusCode.Conflict when answer.MayHaveChanged => Unfinished(said),
        HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest when said?.StartsWith("PREVIOUS_REQUEST_IN_PROGRESS:", StringComparison.Ordinal) == true => Unfinished(said),
        HttpStatusCode.Forbidden => new(BackendErrorKind.Rejected, HttpFaults.Sentence($"The PayPal app has no right to this: {said ?? "403"}")!) { ProviderText = $"{Forbidden}: {Redaction.Shorten(said)}" },
        _ => null,
    };

    private static BackendException Unfinished(string? said) =>
        new(BackendErrorKind.OutcomeUnknown, "PayPal is still busy with the same request.") { ProviderText = Redaction.Shorten(said) };
}
