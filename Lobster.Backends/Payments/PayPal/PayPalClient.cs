using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>One method for each call of PayPal's REST APIs. Each names its page below https://developer.paypal.com/docs/api/.</summary>
internal sealed class PayPalClient(ProviderClient http)
{
    private const string RequestId = "PayPal-Request-Id";

    // More than anybody can dispute one payment; a longer list would be cut.
    private const int MostDisputes = 50;
    private static readonly (string, string) Whole = ("Prefer", "return=representation");
    private static readonly PayPalJson Json = PayPalJson.Default;

    /// <summary>POST /v2/checkout/orders [orders/v2/#orders_create]. The same request id again is the same order, for six hours.</summary>
    public Task<PayPalOrder> CreateOrderAsync(PayPalOrderRequest body, string requestId, CancellationToken token) =>
        PostAsync("v2/checkout/orders", body, Json.PayPalOrderRequest, requestId, Json.PayPalOrder, token);

    /// <summary>GET /v2/checkout/orders/{id} [orders/v2/#orders_get]; null when there is none, or none any more.</summary>
    public Task<PayPalOrder?> FindOrderAsync(string id, CancellationToken token) => http.FindAsync($"v2/checkout/orders/{Escaped(id)}", Json.PayPalOrder, token);

    /// <summary>POST /v2/checkout/orders/{id}/capture [orders/v2/#orders_capture].</summary>
    /// <returns>Null: it was done. Otherwise the issue that PayPal has with it.</returns>
    public async Task<string?> CaptureAsync(string id, string requestId, CancellationToken token)
    {
        try
        {
            await PostAsync($"v2/checkout/orders/{Escaped(id)}/capture", new PayPalCaptureRequest(), Json.PayPalCaptureRequest, requestId, Json.PayPalOrder, token);
            return null;
        }
        catch (BackendException e) when (PayPalFaults.Issue(e) is { } issue)
        {
            return issue;
        }
    }

    /// <summary>GET /v2/payments/captures/{id} [payments/v2/#captures_get].</summary>
    public Task<PayPalCapture> ReadCaptureAsync(string id, CancellationToken token) => http.GetAsync($"v2/payments/captures/{Escaped(id)}", Json.PayPalCapture, token);

    /// <summary>POST /v2/payments/captures/{id}/refund [payments/v2/#captures_refund]. The same request id again is the same refund, for 45 days.</summary>
    public Task<PayPalRefund> RefundAsync(string captureId, PayPalRefundRequest body, string requestId, CancellationToken token) =>
        PostAsync($"v2/payments/captures/{Escaped(captureId)}/refund", body, Json.PayPalRefundRequest, requestId, Json.PayPalRefund, token);

    /// <summary>GET /v1/customer/disputes [customer-disputes/v1/#disputes_list]; without their outcomes. Null: the app may not read disputes.</summary>
    /// <param name="captureId">Those about this capture; null: the latest one of all.</param>
    /// <param name="token">Ours.</param>
    public async Task<IReadOnlyList<PayPalDispute>?> DisputesAsync(string? captureId, CancellationToken token)
    {
        var which = captureId is null ? "page_size=1" : $"disputed_transaction_id={Escaped(captureId)}&page_size={MostDisputes}";
        try
        {
            return (await http.FindAsync($"v1/customer/disputes?{which}", Json.PayPalDisputes, token))?.Items ?? [];
        }
        catch (BackendException e) when (PayPalFaults.Issue(e) == PayPalFaults.Forbidden)
        {
            return null;
        }
    }

    /// <summary>GET /v1/customer/disputes/{id} [customer-disputes/v1/#disputes_get].</summary>
    public Task<PayPalDispute> DisputeAsync(string id, CancellationToken token) => http.GetAsync($"v1/customer/disputes/{Escaped(id)}", Json.PayPalDispute, token);

    /// <summary>GET /v1/notifications/webhooks [webhooks/v1/#webhooks_list]. Null: the app may not read them.</summary>
    public async Task<IReadOnlyList<PayPalWebhookEntry>?> WebhooksAsync(CancellationToken token)
    {
        try
        {
            return (await http.GetAsync("v1/notifications/webhooks", Json.PayPalWebhooks, token)).Webhooks ?? [];
        }
        catch (BackendException e) when (PayPalFaults.Issue(e) == PayPalFaults.Forbidden)
        {
            return null;
        }
    }

    /// <summary>POST /v1/notifications/verify-webhook-signature [webhooks/v1/#verify-webhook-signature_post].</summary>
    /// <param name="sent">The call's headers.</param>
    /// <param name="webhookId">The webhook that it must be meant for.</param>
    /// <param name="body">Its body, which goes back byte for byte: written anew it would not be what was signed.</param>
    /// <param name="token">Ours.</param>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public async Task<PayPalVerification> VerifyAsync(PayPalTransmission sent, string webhookId, ReadOnlyMemory<byte> body, CancellationToken token)
    {
        using var all = new MemoryStream();
        using (var json = new Utf8JsonWriter(all, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("auth_algo", sent.Algorithm);
            json.WriteString("cert_url", sent.CertificateUrl);
            json.WriteString("transmission_id", sent.Id);
            json.WriteString("transmission_sig", sent.Signature);
            json.WriteString("transmission_time", sent.Time);
            json.WriteString("webhook_id", webhookId);
            json.WritePropertyName("webhook_event");
            json.WriteRawValue(body.Span);
            json.WriteEndObject();
        }
        using var content = Content(all.ToArray());
        return await http.AskAsync("v1/notifications/verify-webhook-signature", content, Json.PayPalVerification, token);
    }

    private async Task<T> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, string requestId, JsonTypeInfo<T> type, CancellationToken token)
    {
        using var content = Content(JsonSerializer.SerializeToUtf8Bytes(body, bodyType));
        return http.Parse(await http.SendAsync(HttpMethod.Post, path, content, token, (RequestId, requestId), Whole), type);
    }

    private static ByteArrayContent Content(byte[] json) => new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static string Escaped(string id) => Uri.EscapeDataString(id);
}
