using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>How Coinbase says what went wrong: <c>{"errorType", "errorMessage"}</c>.</summary>
internal sealed class CoinbaseFaults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            return JsonSerializer.Deserialize(answer.Body, CoinbaseJson.Default.CoinbaseError)?.ErrorMessage;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said) => null;
}
