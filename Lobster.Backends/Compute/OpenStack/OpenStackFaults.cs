using System.Net;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>
/// How the services say what went wrong. Nova: <c>{"conflictingRequest": {"code", "message"}}</c> with the key varying; Keystone the same with <c>error</c>, Neutron
/// with <c>NeutronError</c>; Glance <c>{"message"}</c> or a page of HTML.
/// </summary>
internal sealed class OpenStackFaults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Message(document.RootElement) ?? Within(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        bool Says(string words) => said?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;
        return answer.Status switch
        {
            HttpStatusCode.Forbidden when Says("quota") => Quota(),
            HttpStatusCode.Forbidden when Says("protected") => Of(BackendErrorKind.Rejected, "This image is protected at the provider."),
            HttpStatusCode.RequestEntityTooLarge when answer.RetryAfter is null => Quota(),
            HttpStatusCode.RequestEntityTooLarge => Of(BackendErrorKind.RateLimited, "OpenStack asks for fewer requests."),
            HttpStatusCode.Conflict when Says("quota") || Says("No more IP addresses") || Says("no valid") => Quota(),
            HttpStatusCode.Conflict when Says("is locked") => Of(BackendErrorKind.Rejected, "The cloud's operator has locked this machine."),
            HttpStatusCode.NotImplemented => Of(BackendErrorKind.Rejected, "This cloud does not know how to do this."),
            HttpStatusCode.MultipleChoices => Of(BackendErrorKind.Unavailable, "OpenStack answered with a choice of versions: check the address."),
            _ => null,
        };

        BackendException Quota() => Of(BackendErrorKind.QuotaExceeded, "A quota of the project at OpenStack is reached, or the cloud is full.");
        BackendException Of(BackendErrorKind kind, string message) => new(kind, message) { RetryAfter = answer.RetryAfter, ProviderText = Redaction.Shorten(said) };
    }

    private static string? Within(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
            if (property.Value.ValueKind == JsonValueKind.Object && Message(property.Value) is { } message) return message;
        return null;
    }

    private static string? Message(JsonElement element) =>
        element.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null;
}
