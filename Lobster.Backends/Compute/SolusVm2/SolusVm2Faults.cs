using System.Net;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>
/// How a master says what went wrong: <c>{"message": "text", "errors": {"field": ["text"]}}</c>. Every refusal by its rules is a 422 or 400 that only the words tell from the others. Its maker
/// lists none of them: those known here are taken for what they say, and any other is shown as it is.
/// </summary>
internal sealed class SolusVm2Faults : IProviderFaults
{
    // The first that is found in the words counts.
    private static readonly (string Words, BackendErrorKind Kind, string Message)[] Known =
    [
        ("processing", BackendErrorKind.Conflict, "SolusVM is still busy with this machine."),
        ("in progress", BackendErrorKind.Conflict, "SolusVM is still busy with this machine."),
        ("is being", BackendErrorKind.Conflict, "SolusVM is still busy with this machine."),
        ("maintenance", BackendErrorKind.Conflict, "SolusVM maintains the server of this machine now."),
        ("not enough", BackendErrorKind.QuotaExceeded, "SolusVM has no room for this."),
        ("no available", BackendErrorKind.QuotaExceeded, "SolusVM has no room for this."),
        ("no free", BackendErrorKind.QuotaExceeded, "SolusVM has no room for this."),
        ("limit", BackendErrorKind.QuotaExceeded, "A limit at SolusVM is reached."),
    ];

    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            if (JsonSerializer.Deserialize(answer.Body, SolusVm2Json.Default.SolusVm2Error) is not { } error) return null;
            var fields = error.Errors is { } errors ? string.Join(' ', Texts(errors)) : "";
            return fields.Length > 0 ? fields : error.Message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        if (said is null || answer.Status is not (HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest)) return null;
        var (_, kind, message) = Array.Find(Known, k => said.Contains(k.Words, StringComparison.OrdinalIgnoreCase));
        return message is null ? null : new BackendException(kind, message) { ProviderText = Redaction.Shorten(said) };
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Texts(p.Value)),
        _ => [],
    };
}
