using Lobster.Backends.Http;

namespace Lobster.Backends.Payments.BtcPay;

/// <summary>One method for each call of the Greenfield API v1, of one store. Each names its operation of https://docs.btcpayserver.org/API/Greenfield/v1/.</summary>
internal sealed class BtcPayClient(ProviderClient http, string storeId)
{
    private static readonly BtcPayJson Json = BtcPayJson.Default;
    private readonly string store = $"api/v1/stores/{Uri.EscapeDataString(storeId)}";

    /// <summary>GET /api/v1/api-keys/current [ApiKeys_GetCurrentApiKey].</summary>
    public Task<BtcPayKey> KeyAsync(CancellationToken token) => http.GetAsync("api/v1/api-keys/current", Json.BtcPayKey, token);

    /// <summary>GET /api/v1/server/info [ServerInfo_GetServerInfo].</summary>
    public Task<BtcPayServer> ServerAsync(CancellationToken token) => http.GetAsync("api/v1/server/info", Json.BtcPayServer, token);

    /// <summary>POST /api/v1/stores/{storeId}/invoices [Invoices_CreateInvoice]. There is no idempotency key.</summary>
    public Task<BtcPayInvoice> CreateAsync(BtcPayCreate body, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"{store}/invoices", body, Json.BtcPayCreate, Json.BtcPayInvoice, token);

    /// <summary>GET /api/v1/stores/{storeId}/invoices [Invoices_GetInvoices]: those that carry an order id, archived ones too.</summary>
    public Task<IReadOnlyList<BtcPayInvoice>> ListAsync(string orderId, CancellationToken token) =>
        http.GetAsync($"{store}/invoices?orderId={Uri.EscapeDataString(orderId)}&includeArchived=true&take=100", Json.IReadOnlyListBtcPayInvoice, token);

    /// <summary>GET /api/v1/stores/{storeId}/invoices [Invoices_GetInvoices]: the newest one.</summary>
    public Task<IReadOnlyList<BtcPayInvoice>> NewestAsync(CancellationToken token) => http.GetAsync($"{store}/invoices?take=1", Json.IReadOnlyListBtcPayInvoice, token);

    /// <summary>GET /api/v1/invoices/{invoiceId} [Invoices_GetInvoice].</summary>
    public Task<BtcPayInvoice> GetAsync(string id, CancellationToken token) => http.GetAsync($"api/v1/invoices/{Uri.EscapeDataString(id)}", Json.BtcPayInvoice, token);

    /// <summary>GET /api/v1/invoices/{invoiceId}/payment-methods [Invoices_GetInvoicePaymentMethods]: with the payments that count.</summary>
    public Task<IReadOnlyList<BtcPayMethod>> MethodsAsync(string id, CancellationToken token) =>
        http.GetAsync($"api/v1/invoices/{Uri.EscapeDataString(id)}/payment-methods", Json.IReadOnlyListBtcPayMethod, token);

    /// <summary>POST /api/v1/invoices/{invoiceId}/refund [Invoices_Refund]. There is no idempotency key.</summary>
    public Task<BtcPayPull> RefundAsync(string id, BtcPayRefund body, CancellationToken token) =>
        http.SendAsync(HttpMethod.Post, $"api/v1/invoices/{Uri.EscapeDataString(id)}/refund", body, Json.BtcPayRefund, Json.BtcPayPull, token);

    /// <summary>GET /api/v1/stores/{storeId}/pull-payments [PullPayments_GetPullPayments]: all of them, cancelled ones too.</summary>
    public Task<IReadOnlyList<BtcPayPull>> PullsAsync(CancellationToken token) => http.GetAsync($"{store}/pull-payments?includeArchived=true", Json.IReadOnlyListBtcPayPull, token);

    /// <summary>GET /api/v1/pull-payments/{pullPaymentId}/payouts [PullPayments_GetPayouts]: those that were not cancelled.</summary>
    public Task<IReadOnlyList<BtcPayPayout>> PayoutsAsync(string pullId, CancellationToken token) =>
        http.GetAsync($"api/v1/pull-payments/{Uri.EscapeDataString(pullId)}/payouts", Json.IReadOnlyListBtcPayPayout, token);
}
