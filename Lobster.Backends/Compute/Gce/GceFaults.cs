using System.Net;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// How Google says what went wrong. A request that is refused: <c>{"error": {"code", "message", "errors": [{"reason"}]}}</c>. An operation that was taken and failed:
/// <c>error.errors[]</c> with a code and a message. Reasons and codes are the same words, written in two ways: resourceNotReady and RESOURCE_NOT_READY.
/// </summary>
internal sealed class GceFaults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer) => answer.IsSuccess ? null : Error(answer)?.Message;

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        // Above, the status says all: what a server that is unwell did is not known.
        if (answer.Status is < HttpStatusCode.BadRequest or >= HttpStatusCode.InternalServerError or HttpStatusCode.Unauthorized) return null;
        return Error(answer)?.Errors is [{ Reason: { } reason }, ..] && Kind(reason) is { } kind ? Failure(kind, said, answer.RetryAfter) : null;
    }

    /// <summary>Why an operation failed; null: it did not.</summary>
    public static BackendException? Of(GceOperation operation)
    {
        if (operation.Error is null) return null;
        var first = operation.Error.Errors is [var told, ..] ? told : null;
        return Failure(first?.Code is { } code && Kind(code) is { } kind ? kind : BackendErrorKind.Rejected, first?.Message ?? operation.HttpErrorMessage, null);
    }

    private static BackendErrorKind? Kind(string word) => word.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "RATELIMITEXCEEDED" or "USERRATELIMITEXCEEDED" or "RESOURCEOPERATIONRATEEXCEEDED" or "OPERATIONRATEEXCEEDED" => BackendErrorKind.RateLimited,
        "QUOTAEXCEEDED" or "LIMITEXCEEDED" or "ZONERESOURCEPOOLEXHAUSTED" or "ZONERESOURCEPOOLEXHAUSTEDWITHDETAILS" or "RESOURCEPOOLEXHAUSTED" or "IPSPACEEXHAUSTED"
            or "IPSPACEEXHAUSTEDWITHDETAILS" => BackendErrorKind.QuotaExceeded,
        "RESOURCENOTREADY" or "RESOURCEINUSE" or "RESOURCEINUSEBYANOTHERRESOURCE" or "CONDITIONNOTMET" or "ALREADYEXISTS" or "RESOURCEALREADYEXISTS" or "OPERATIONINPROGRESS" =>
            BackendErrorKind.Conflict,
        "NOTFOUND" or "RESOURCENOTFOUND" => BackendErrorKind.NotFound,
        "FORBIDDEN" or "AUTHERROR" or "PERMISSIONSERROR" or "PERMISSIONDENIED" or "INSUFFICIENTPERMISSIONS" or "ACCESSNOTCONFIGURED" => BackendErrorKind.Unauthorized,
        "INTERNALERROR" or "BACKENDERROR" => BackendErrorKind.Unavailable,
        _ => null,
    };

    private static BackendException Failure(BackendErrorKind kind, string? said, TimeSpan? retryAfter)
    {
        var message = kind switch
        {
            BackendErrorKind.RateLimited => "Google asks for fewer requests.",
            BackendErrorKind.QuotaExceeded => "Google has no room for this now, or a quota of the project is reached.",
            BackendErrorKind.Conflict => "Google is still busy with this.",
            BackendErrorKind.NotFound => "Google does not know it.",
            BackendErrorKind.Unauthorized => "Google does not let these credentials do this: the service account lacks a role, or an API is not enabled in its project.",
            BackendErrorKind.Unavailable => "Google failed at this.",
            _ => HttpFaults.Sentence(said) ?? "Google refused this.",
        };
        return new BackendException(kind, message) { RetryAfter = retryAfter, ProviderText = Redaction.Shorten(said) };
    }

    private static GceError? Error(HttpAnswer answer)
    {
        try
        {
            return answer.Body.Length == 0 ? null : JsonSerializer.Deserialize(answer.Body, GceJson.Default.GceErrorAnswer)?.Error;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
