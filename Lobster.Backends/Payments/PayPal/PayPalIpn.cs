using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>
/// Instant Payment Notifications (https://developer.paypal.com/api/nvp-soap/ipn/): forms that PayPal confirms when they are sent back to it. There is no signature and
/// no time in them, so that they too are only a hint to look the payment up.
/// </summary>
internal sealed class PayPalIpn(PayPalOptions options, ProviderClient http)
{
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly byte[] Command = "cmd=_notify-validate&"u8.ToArray();
    private static readonly byte[] Verified = "VERIFIED"u8.ToArray();
    private static readonly Dictionary<string, string> Kept = new() { ["Content-Type"] = Form };

    /// <summary>Whether a call claims to be an IPN message.</summary>
    public static bool Is(WebhookCall call) => call.Headers.GetValueOrDefault("Content-Type")?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Asks PayPal about a message: POST /cgi-bin/webscr with the bytes as they came.</summary>
    public async ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken)
    {
        if (!options.TakesIpn) return new WebhookVerdict.Rejected("IPN is switched off");
        if (!Fields(call.Body).ContainsKey("txn_id")) return new WebhookVerdict.Rejected("no transaction");
        try
        {
            using var content = new ByteArrayContent([.. Command, .. call.Body.Span]) { Headers = { ContentType = new MediaTypeHeaderValue(Form) } };
            var answer = await http.AskAsync("cgi-bin/webscr", content, cancellationToken);
            if (answer.Status != System.Net.HttpStatusCode.OK) return new WebhookVerdict.Undecided("PayPal could not be asked");
            // A message has no id of its own; delivered again it is the same bytes.
            return answer.Body.AsSpan().SequenceEqual(Verified)
                ? new WebhookVerdict.Genuine($"ipn-{Convert.ToHexStringLower(SHA256.HashData(call.Body.Span))}", Kept)
                : new WebhookVerdict.Rejected("PayPal says it is not genuine");
        }
        catch (BackendException)
        {
            return new WebhookVerdict.Undecided("PayPal could not be asked");
        }
    }

    /// <summary>Says which payment a message is about.</summary>
    /// <exception cref="FormatException">It names none.</exception>
    public GatewayNews Read(WebhookCall call)
    {
        var fields = Fields(call.Body);
        if (fields.GetValueOrDefault("receiver_id") is { } receiver && receiver != options.MerchantId) return new GatewayNews.Irrelevant("An IPN message about another account.");
        if (options.Places.IsLive && fields.ContainsKey("test_ipn")) return new GatewayNews.Irrelevant("An IPN message from the sandbox.");
        // Refunds and reversals have an id of their own; the capture's is the parent then.
        var capture = fields.GetValueOrDefault("parent_txn_id") ?? fields.GetValueOrDefault("txn_id") ?? throw new FormatException("An IPN message names its transaction.");
        return new GatewayNews.About(new PaymentClue { MoneyKey = capture, Reference = fields.GetValueOrDefault("custom") }, null);
    }

    /// <summary>The fields of a message in the encoding that it names, by default windows-1252; of a name that comes twice, the first.</summary>
    public static IReadOnlyDictionary<string, string> Fields(ReadOnlyMemory<byte> body)
    {
        var raw = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var pair in Encoding.Latin1.GetString(body.Span).Split('&'))
        {
            var parts = pair.Split('=', 2);
            raw.TryAdd(Encoding.Latin1.GetString(Bytes(parts[0])), Bytes(parts.Length > 1 ? parts[1] : ""));
        }
        var isUtf8 = raw.TryGetValue("charset", out var charset) && Encoding.Latin1.GetString(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        var encoding = isUtf8 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        return raw.ToDictionary(f => f.Key, f => encoding.GetString(f.Value), StringComparer.Ordinal);
    }

    private static byte[] Bytes(string text)
    {
        var encoded = Encoding.Latin1.GetBytes(text);
        return System.Net.WebUtility.UrlDecodeToBytes(encoded, 0, encoded.Length) ?? [];
    }
}
