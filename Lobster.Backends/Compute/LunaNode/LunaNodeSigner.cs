using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>Signs calls: HMAC-SHA512 over handler, parameters and the second in which they are sent.</summary>
/// <param name="apiId">The credential's id.</param>
/// <param name="apiKey">Its key. The text itself is the key of the HMAC; its hexadecimal digits are not decoded.</param>
/// <param name="replays">What was sent this second.</param>
/// <param name="time">The clock, which must be right to within seconds.</param>
internal sealed class LunaNodeSigner(string apiId, string apiKey, LunaNodeReplays replays, TimeProvider time)
{
    private const int PartialKeyLength = 64;
    private readonly string partialKey = apiKey[..PartialKeyLength];
    private readonly byte[] key = Encoding.ASCII.GetBytes(apiKey);

    /// <summary>Signs a request that carries a <see cref="LunaNodeCall"/>, for one try now.</summary>
    public ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = (LunaNodeCall)request.Content!;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var (raw, nonce) = (Raw(call.Parameters), now.ToString(CultureInfo.InvariantCulture));
        var signature = Signature(call.Handler, raw, nonce);
        while (!replays.IsNew(now, signature))
        {
            // Space after the text is no part of JSON's meaning, and makes another signature.
            raw += " ";
            signature = Signature(call.Handler, raw, nonce);
        }

        request.Content = call.Signed($"req={Escape(raw)}&signature={signature}&nonce={nonce}");
        return ValueTask.CompletedTask;
    }

    private string Raw(IReadOnlyList<(string Name, string Value)> parameters)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach (var (name, value) in parameters) json.WriteString(name, value);
            json.WriteString("api_id", apiId);
            json.WriteString("api_partialkey", partialKey);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    private string Signature(string handler, string raw, string nonce) => Convert.ToHexStringLower(HMACSHA512.HashData(key, Encoding.UTF8.GetBytes($"{handler}|{raw}|{nonce}")));

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
