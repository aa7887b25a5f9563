using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Http;

namespace Lobster.Backends.Payments.Coinbase;

/// <summary>
/// One method for each call of the Checkouts API. Paths are relative to <c>https://business.coinbase.com</c>, the sandbox's are the same below <c>/sandbox</c>; each names its page of
/// https://docs.cdp.coinbase.com/api-reference/business-api/rest-api/.
/// </summary>
internal sealed class CoinbaseClient(ProviderClient http, bool isSandbox)
{
    private static readonly CoinbaseJson Json = CoinbaseJson.Default;
    private readonly string checkouts = (isSandbox ? "sandbox/" : "") + "api/v1/checkouts";

    /// <summary>POST /api/v1/checkouts [checkouts/create-checkout]; the same key again is the same checkout.</summary>
    public Task<CoinbaseCheckout> CreateAsync(CoinbaseCreate body, Guid key, CancellationToken token) =>
        PostAsync(checkouts, body, Json.CoinbaseCreate, Json.CoinbaseCheckout, key, token);

    /// <summary>GET /api/v1/checkouts/{id} [checkouts/get-checkout].</summary>
    public Task<CoinbaseCheckout> GetAsync(string id, CancellationToken token) => http.GetAsync($"{checkouts}/{Uri.EscapeDataString(id)}", Json.CoinbaseCheckout, token);

    /// <summary>GET /api/v1/checkouts [checkouts/list-checkouts]: the newest one.</summary>
    public Task<CoinbaseCheckouts> NewestAsync(CancellationToken token) => http.GetAsync($"{checkouts}?pageSize=1", Json.CoinbaseCheckouts, token);

    /// <summary>POST /api/v1/checkouts/{id}/refund [checkouts/refund-checkout].</summary>
    public async Task<CoinbaseRefund> RefundAsync(string id, CoinbaseAskRefund body, Guid key, CancellationToken token) =>
        (await PostAsync($"{checkouts}/{Uri.EscapeDataString(id)}/refund", body, Json.CoinbaseAskRefund, Json.CoinbaseRefunded, key, token)).Refund;

    private async Task<T> PostAsync<TBody, T>(string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, Guid key, CancellationToken token)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, bodyType)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return http.Parse(await http.SendAsync(HttpMethod.Post, path, content, token, (CoinbaseIdempotency.Header, key.ToString("D"))), type);
    }
}
