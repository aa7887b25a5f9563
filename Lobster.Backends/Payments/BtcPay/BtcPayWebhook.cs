using System.Text.Json;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>
/// Calls of a store's webhook (https://docs.btcpayserver.org/API/Greenfield/v1/#tag/Webhooks). Whatever its type, an event only says that an invoice is worth a look: there is not even
/// an amount in it.
/// </summary>
internal sealed class BtcPayWebhook(BtcPayOptions options)
{
    // Ours has 20 characters; anything much longer is none of BTCPay's.
    private const int LongestId = 100;

    /// <summary>Decides whether a call is genuine.</summary>
    public WebhookVerdict Verify(WebhookCall call)
    {
        call.Headers.TryGetValue(BtcPaySignature.Header, out var header);
        if (BtcPaySignature.Problem(header, options.WebhookSecret, call.Body.Span) is { } problem) return new WebhookVerdict.Rejected(problem);
        try
        {
            var e = Parse(call.Body);
            // The same in each delivery of an event, where the delivery's own id is not.
            var id = e.OriginalDeliveryId ?? e.OrignalDeliveryId ?? e.DeliveryId;
            return id is { Length: > 0 and <= LongestId } && e.Type.Length is > 0 and < LongestId
                ? new WebhookVerdict.Genuine($"{id}:{e.Type}", new Dictionary<string, string>())
                : new WebhookVerdict.Rejected("signed, but without a delivery id");
        }
        catch (FormatException)
        {
            return new WebhookVerdict.Rejected("signed, but not an event of BTCPay Server");
        }
    }

    /// <summary>Says which payment to look up.</summary>
    /// <exception cref="FormatException">The body is no event.</exception>
    public GatewayNews Read(WebhookCall call)
    {
        var e = Parse(call.Body);
        if (e.InvoiceId is not { Length: > 0 } invoice) return new GatewayNews.Irrelevant(e.Type);
        return e.StoreId == options.StoreId
            ? new GatewayNews.About(new PaymentClue { GatewayId = invoice, Reference = e.Metadata?.OrderId }, null)
            : new GatewayNews.Irrelevant($"{e.Type} of another store.");
    }

    private static BtcPayEvent Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, BtcPayJson.Default.BtcPayEvent) ?? throw new FormatException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The body is not an event of BTCPay Server.", e);
        }
    }
}
