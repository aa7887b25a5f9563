using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>Calls of a webhook subscription (https://docs.cdp.coinbase.com/coinbase-business/checkout-apis/webhooks). They only say which checkout is worth a look.</summary>
internal sealed class CoinbaseWebhook(CoinbaseOptions options, TimeProvider time)
{
    /// <summary>The header of Coinbase Commerce, which ended in March 2026.</summary>
    public const string OldHeader = "X-CC-Webhook-Signature";

    private const string EventId = "x-event-id";
    private const int LongestId = 100;
    private const int LongestKey = 200;
    private const int LongestProbe = 64;

    /// <summary>Decides whether a call is genuine.</summary>
    public WebhookVerdict Verify(WebhookCall call)
    {
        // Asked, unsigned, when a subscription is made.
        if (IsEmptyObject(call.Body)) return new WebhookVerdict.Probe();
        if (CoinbaseSignature.Problem(call, options.WebhookSecret, time.GetUtcNow(), out var signed) is { } problem)
            return new WebhookVerdict.Rejected(call.Headers.ContainsKey(OldHeader) ? "old Commerce API, which has ended" : problem);
        try
        {
            return Key(Parse(call.Body), call, signed) is { } key
                ? new WebhookVerdict.Genuine(key, new Dictionary<string, string>())
                : new WebhookVerdict.Rejected("signed, but without the id of a checkout");
        }
        catch (FormatException)
        {
            return new WebhookVerdict.Rejected("signed, but not an event of Coinbase");
        }
    }

    /// <summary>Says which payment to look up.</summary>
    /// <exception cref="FormatException">The body is no event.</exception>
    public static GatewayNews Read(WebhookCall call)
    {
        var e = Parse(call.Body);
        if (e.EventType?.StartsWith("checkout.", StringComparison.Ordinal) != true || string.IsNullOrEmpty(e.Id)) return new GatewayNews.Irrelevant(e.EventType ?? "An event without a type.");
        // Others sell through the same account and may write into their checkouts what they like: only an id that we were given counts.
        return new GatewayNews.About(new PaymentClue { GatewayId = e.Id, Reference = CoinbaseReference.Read(e.Metadata), OnlyById = true }, null);
    }

    // The event's id stands in a header, and counts only where the signature covers it. Otherwise what happened is its name.
    private static string? Key(CoinbaseEvent e, WebhookCall call, IReadOnlyList<string> signed)
    {
        if (signed.Contains(EventId, StringComparer.OrdinalIgnoreCase) && call.Headers.GetValueOrDefault(EventId) is { Length: > 0 and <= LongestId } id) return id;
        if (e is not { Id.Length: > 0, EventType.Length: > 0 }) return null;
        var key = $"{e.Id}:{e.EventType}:{string.Join(',', (e.Refunds ?? []).Select(r => r.Id))}";
        return key.Length <= LongestKey ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }

    private static bool IsEmptyObject(ReadOnlyMemory<byte> body)
    {
        if (body.Length is 0 or > LongestProbe) return false;
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.GetPropertyCount() == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static CoinbaseEvent Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, CoinbaseJson.Default.CoinbaseEvent) ?? throw new FormatException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The body is not an event of Coinbase.", e);
        }
    }
}
