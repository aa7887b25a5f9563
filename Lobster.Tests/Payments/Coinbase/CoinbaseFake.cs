using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.Coinbase;

/// <summary>A Coinbase Business account: it believes only tokens that were made for the very request, keeps keys of idempotency for checkouts, and forgets those of refunds.</summary>
public sealed partial class CoinbaseFake : FakeApi
{
    public const string KeyId = "organizations/11111111-2222-3333-4444-555555555555/apiKeys/66666666-7777-8888-9999-000000000000";
    public const string Secret = "cbhook-test-secret-0001";
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly Dictionary<string, (string Body, string Id)> begun = [];
    private readonly HashSet<string> nonces = [];
    private readonly string root;

    /// <summary>The account.</summary>
    /// <param name="prefix">"/sandbox" for the sandbox.</param>
    public CoinbaseFake(string prefix = "")
    {
        root = prefix + "/api/v1/checkouts";
        On(HttpMethod.Post, root, Create);
        On(HttpMethod.Get, root, _ => Ok(new JsonObject { ["checkouts"] = new JsonArray([.. Checkouts.Values.Take(1).Select(c => c.DeepClone())]) }));
        On(HttpMethod.Get, root + "/{id}", c => Checkouts.TryGetValue(c.Id, out var found) ? Ok(found.DeepClone()) : Missing());
        On(HttpMethod.Post, root + "/{id}/refund", Refund);
    }

    public static string Pem { get; } = Key.ExportECPrivateKeyPem();

    public static string Pkcs8 { get; } = Key.ExportPkcs8PrivateKeyPem();

    public TimeProvider? Time { get; set; }

    public Dictionary<string, JsonObject> Checkouts { get; } = [];

    public string CheckoutHost { get; set; } = "payments.coinbase.com";

    public JsonObject Only => Assert.Single(Checkouts).Value;

    /// <summary>What became of the only checkout.</summary>
    public void Turn(string status)
    {
        Only["status"] = status;
        if (status == "COMPLETED") Only["settlement"] = new JsonObject { ["totalAmount"] = (string)Only["amount"]!, ["feeAmount"] = "0.25", ["netAmount"] = "24.75", ["currency"] = "USDC" };
    }

    /// <summary>What became of a refund.</summary>
    public void TurnRefund(int at, string status) => Only["refunds"]![at]!["status"] = status;

    protected override Answer? Guard(HttpRequestMessage request)
    {
        var problem = request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } token } ? Problem(token, request) : "no token";
        return problem is null ? null : Error(HttpStatusCode.Unauthorized, problem);
    }

    private string? Problem(string token, HttpRequestMessage request)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) return "no token";
        if (!Key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256)) return "wrong signature";
        var (header, claims) = (JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!, JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!);
        if ((string?)header["alg"] != "ES256" || (string?)header["typ"] != "JWT" || (string?)header["kid"] != KeyId) return "wrong header";
        if (!Nonce().IsMatch((string?)header["nonce"] ?? "") || !nonces.Add((string)header["nonce"]!)) return "nonce used";
        if ((string?)claims["iss"] != "cdp" || (string?)claims["sub"] != KeyId) return "wrong claims";
        if ((string?)claims["uri"] != $"{request.Method} {request.RequestUri!.Host}{request.RequestUri.AbsolutePath}") return "another request's token";
        var now = Time?.GetUtcNow().ToUnixTimeSeconds() ?? (long)claims["nbf"]!;
        return (long)claims["nbf"]! <= now && now < (long)claims["exp"]! && (long)claims["exp"]! - (long)claims["nbf"]! <= 120 ? null : "wrong time";
    }

    private Answer Create(Call call)
    {
        var key = call.Request.Headers.GetValues("X-Idempotency-Key").Single();
        if (!Version4().IsMatch(key)) return Error(HttpStatusCode.BadRequest, "X-Idempotency-Key must be a UUID v4");
        if (begun.TryGetValue(key, out var first)) return first.Body == call.Text ? Answer.Of(HttpStatusCode.Created, Checkouts[first.Id].DeepClone()) : Error(HttpStatusCode.BadRequest, "another body");
        var id = (Checkouts.Count + 1).ToString("x24", CultureInfo.InvariantCulture);
        var checkout = (JsonObject)call.Body.DeepClone();
        foreach (var name in new[] { "successRedirectUrl", "failRedirectUrl" })
            if (checkout[name] is { } url && !((string)url!).StartsWith("https://", StringComparison.Ordinal)) return Error(HttpStatusCode.BadRequest, name);
        (checkout["id"], checkout["status"], checkout["network"]) = (id, "ACTIVE", "base");
        checkout["url"] = $"https://{CheckoutHost}/payment-links/{id}";
        Checkouts.Add(id, checkout);
        begun.Add(key, (call.Text, id));
        return Answer.Of(HttpStatusCode.Created, checkout.DeepClone());
    }

    private Answer Refund(Call call)
    {
        if (!Checkouts.TryGetValue(call.Id, out var checkout)) return Missing();
        if ((string)checkout["status"]! is not ("COMPLETED" or "PARTIALLY_REFUNDED")) return Error(HttpStatusCode.BadRequest, "Only completed checkouts can be refunded");
        if (checkout["refunds"] is null) checkout["refunds"] = new JsonArray();
        var refunds = checkout["refunds"]!.AsArray();
        var refund = (JsonObject)call.Body.DeepClone();
        (refund["id"], refund["status"], refund["checkoutId"]) = ($"refund-{refunds.Count + 1}", "PENDING", call.Id);
        refunds.Add(refund);
        return Ok(new JsonObject { ["checkout"] = checkout.DeepClone(), ["refund"] = refund.DeepClone() });
    }

    private static Answer Ok(JsonNode body) => Answer.Of(HttpStatusCode.OK, body);

    private static Answer Missing() => Error(HttpStatusCode.NotFound, "not found");

    private static Answer Error(HttpStatusCode status, string what) => new(status, $$"""{"errorType":"invalid_request","errorMessage":"{{what}}"}""");

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
    private static partial Regex Version4();

    [GeneratedRegex("^[0-9a-f]{32}$")]
    private static partial Regex Nonce();
}
