using System.Text.Json;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>How BTCPay Server says what went wrong: <c>{"code", "message"}</c>, or a list of <c>{"path", "message"}</c> for fields.</summary>
internal sealed class BtcPayFaults : IProviderFaults
{
    /// <inheritdoc/>
    public string? Words(HttpAnswer answer)
    {
        if (answer.IsSuccess || answer.Body.Length == 0) return null;
        try
        {
            return answer.Body[0] == (byte)'['
                ? string.Join(' ', (JsonSerializer.Deserialize(answer.Body, BtcPayJson.Default.IReadOnlyListBtcPayError) ?? []).Select(e => e.Message))
                : JsonSerializer.Deserialize(answer.Body, BtcPayJson.Default.BtcPayError)?.Message;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public BackendException? Meaning(HttpAnswer answer, string? said) => null;
}
