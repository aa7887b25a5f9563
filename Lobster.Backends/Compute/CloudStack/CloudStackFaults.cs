using System.Globalization;
using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>How CloudStack says what went wrong: <c>errorcode</c> and <c>errortext</c> in the object that the answer is wrapped in, whatever that is called.</summary>
internal sealed class CloudStackFaults(TimeProvider time) : IProviderFaults
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public string? Words(HttpAnswer answer) => Error(answer)?.ErrorText;

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said)
    {
        if (Error(answer) is not { ErrorCode: { } code }) return null;
        if (code == 401 && Off(answer) is { } off)
            return new(BackendErrorKind.Unauthorized, string.Create(CultureInfo.InvariantCulture, $"CloudStack does not accept the credentials; its clock and ours are {off.TotalMinutes:0} minutes apart, and it takes no more than 15."))
            {
                ProviderText = Redaction.Shorten(said),
            };
        var meaning = CloudStackErrors.Meaning(code, said);
        return meaning is null ? null : new(meaning.Kind, meaning.Message) { ProviderText = meaning.ProviderText, RetryAfter = answer.RetryAfter ?? meaning.RetryAfter };
    }

    private static CloudStackJobResult? Error(HttpAnswer answer)
    {
        try
        {
            return answer.Body.Length > 0 && JsonSerializer.Deserialize(answer.Body, CloudStackJson.Default.JsonElement) is { ValueKind: JsonValueKind.Object } whole
                && whole.EnumerateObject().FirstOrDefault().Value is { ValueKind: JsonValueKind.Object } inner && inner.TryGetProperty("errorcode", out _)
                    ? inner.Deserialize(CloudStackJson.Default.CloudStackJobResult)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Signed requests live for minutes; a wrong clock looks like a wrong key.
    private TimeSpan? Off(HttpAnswer answer) =>
        answer.Headers.TryGetValue("date", out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) && (at - time.GetUtcNow()).Duration() is var off && off > Skew
            ? off
            : null;
}
