using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>PayPal as its documents describe it: tokens, orders that are approved and captured, captures that wait, request ids that are remembered.</summary>
public sealed partial class PayPalFake : FakeApi
{
    public const string ClientId = "client-of-the-tests";
    public const string Secret = "paypal-client-s3cret";
    public const string Merchant = "7LBSTRMERCH22";
    public const string WebhookId = "0EH40505U7160970P";
    private readonly Dictionary<string, JsonObject> orders = [];
    private readonly Dictionary<string, JsonObject> captures = [];
    private readonly Dictionary<string, (string Body, string Order)> creates = [];
    private readonly Dictionary<string, string> captured = [];
    private int count;

    public PayPalFake()
    {
        On(HttpMethod.Post, "/v1/oauth2/token", Token);
        On(HttpMethod.Post, "/v2/checkout/orders", Create);
        On(HttpMethod.Get, "/v2/checkout/orders/{id}", c => orders.TryGetValue(c.Id, out var order) ? Ok(order) : Missing());
        On(HttpMethod.Post, "/v2/checkout/orders/{id}/capture", c => orders.TryGetValue(c.Id, out var order) ? Capture(order, Id(c)) : Missing());
        On(HttpMethod.Get, "/v2/payments/captures/{id}", c => captures.TryGetValue(c.Id, out var capture) ? Ok(capture) : Missing());
        MoneyBackRoutes();
        NotificationRoutes();
    }

    /// <summary>How many tokens were given out.</summary>
    public int Tokens { get; private set; }

    /// <summary>What a token is worth, in seconds.</summary>
    public int TokenSeconds { get; set; } = 32_400;

    /// <summary>The status that captures begin with, and its reason.</summary>
    public (string Status, string? Reason) NewCapture { get; set; } = ("COMPLETED", null);

    /// <summary>The issue that the next capture meets.</summary>
    public string? NextIssue { get; set; }

    /// <summary>Whether the answer to a new order names no page.</summary>
    public string Page { get; set; } = "https://www.sandbox.paypal.com/checkoutnow?token=";

    public IReadOnlyDictionary<string, JsonObject> Orders => orders;

    public IReadOnlyDictionary<string, JsonObject> Captures => captures;

    /// <summary>Makes all tokens worthless.</summary>
    public void RevokeTokens() => valid = "";

    private string valid = "";

    /// <summary>The customer says yes on PayPal's page.</summary>
    public void Approve(string order)
    {
        orders[order]["status"] = "APPROVED";
        orders[order]["update_time"] = $"2026-01-15T10:00:{++count:00}Z";
    }

    /// <summary>PayPal forgets an order.</summary>
    public void Forget(string order) => orders.Remove(order);

    /// <summary>Puts an order there, as if it had been made before.</summary>
    public JsonObject Put(JsonObject order)
    {
        orders[order["id"]!.GetValue<string>()] = order;
        foreach (var capture in Listed(order, "captures")) captures[capture!["id"]!.GetValue<string>()] = capture.AsObject();
        return order;
    }

    /// <summary>The part of an order that lists its captures or refunds.</summary>
    public static JsonArray Listed(JsonObject order, string kind)
    {
        var unit = order["purchase_units"]![0]!.AsObject();
        var payments = unit["payments"] as JsonObject ?? new JsonObject();
        unit["payments"] = payments;
        if (payments[kind] is not JsonArray) payments[kind] = new JsonArray();
        return payments[kind]!.AsArray();
    }

    public static JsonObject Money(string currency, string value) => new() { ["currency_code"] = currency, ["value"] = value };

    protected override Answer? Guard(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (path is "/v1/oauth2/token" or "/cgi-bin/webscr" || path.StartsWith("/v1/notifications/certs/", StringComparison.Ordinal)) return null;
        return request.Headers.Authorization is { Scheme: "Bearer", Parameter: { } token } && token == valid
            ? null
            : new Answer(HttpStatusCode.Unauthorized, """{"error":"invalid_token","error_description":"Token signature verification failed"}""");
    }

    private Answer Token(Call call)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{Secret}"));
        if (call.Request.Headers.Authorization is not { Scheme: "Basic", Parameter: { } given } || given != basic || call.Form["grant_type"] != "client_credentials")
            return new Answer(HttpStatusCode.Unauthorized, """{"error":"invalid_client","error_description":"Client Authentication failed"}""");
        valid = $"A21AAF-token-{++Tokens}";
        return Ok(new JsonObject { ["access_token"] = valid, ["token_type"] = "Bearer", ["expires_in"] = TokenSeconds });
    }

    private Answer Create(Call call)
    {
        var request = Id(call);
        if (creates.TryGetValue(request, out var known))
            return known.Body == call.Text ? Ok(orders[known.Order]) : Refused("DUPLICATE_REQUEST_ID", "The request id was used with another body.");
        var unit = call.Body["purchase_units"]![0]!.DeepClone().AsObject();
        if (unit["amount"]!["currency_code"]!.GetValue<string>() is "HUF" or "JPY" or "TWD" && unit["amount"]!["value"]!.GetValue<string>().Contains('.', StringComparison.Ordinal))
            return Refused("DECIMALS_NOT_SUPPORTED", "Currency does not support decimals.");
        unit["reference_id"] = "default";
        unit["payee"] = new JsonObject { ["email_address"] = "billing@lobster.example", ["merchant_id"] = Merchant };
        var id = $"ORDER{++count:000000000}";
        orders[id] = new JsonObject
        {
            ["id"] = id, ["intent"] = "CAPTURE", ["status"] = "PAYER_ACTION_REQUIRED", ["purchase_units"] = new JsonArray(unit),
            ["links"] = new JsonArray(new JsonObject { ["href"] = Page + id, ["rel"] = "payer-action", ["method"] = "GET" }),
        };
        creates[request] = (call.Text, id);
        return Ok(orders[id]);
    }

    private Answer Capture(JsonObject order, string request)
    {
        var id = order["id"]!.GetValue<string>();
        if (captured.TryGetValue(id, out var by)) return by == request ? Ok(order) : Refused("ORDER_ALREADY_CAPTURED", "Order already captured.");
        if (NextIssue is { } issue)
        {
            NextIssue = null;
            order["status"] = "PAYER_ACTION_REQUIRED";
            return Refused(issue, "It is not possible.");
        }
        if (order["status"]!.GetValue<string>() != "APPROVED") return Refused("ORDER_NOT_APPROVED", "Payer has not yet approved the Order for payment.");
        var unit = order["purchase_units"]![0]!.AsObject();
        var capture = NewCaptureOf(id, unit);
        captures[capture["id"]!.GetValue<string>()] = capture;
        Listed(order, "captures").Add(capture);
        (order["status"], captured[id]) = ("COMPLETED", request);
        return Answer.Of(HttpStatusCode.Created, order);
    }

    private JsonObject NewCaptureOf(string order, JsonObject unit)
    {
        var capture = new JsonObject
        {
            ["id"] = $"CAPTURE{++count:000000000}", ["status"] = NewCapture.Status, ["amount"] = unit["amount"]!.DeepClone(), ["custom_id"] = unit["custom_id"]!.DeepClone(),
            ["invoice_id"] = unit["invoice_id"]!.DeepClone(), ["payee"] = unit["payee"]!.DeepClone(), ["final_capture"] = true,
            ["links"] = new JsonArray(new JsonObject { ["href"] = $"https://api-m.sandbox.paypal.com/v2/checkout/orders/{order}", ["rel"] = "up" }),
        };
        if (NewCapture.Reason is { } reason) capture["status_details"] = new JsonObject { ["reason"] = reason };
        if (NewCapture.Status == "COMPLETED")
            capture["seller_receivable_breakdown"] = new JsonObject { ["gross_amount"] = unit["amount"]!.DeepClone(), ["paypal_fee"] = Money("USD", "1.36") };
        return capture;
    }

    private static string Id(Call call) => call.Request.Headers.GetValues("PayPal-Request-Id").Single();

    private static Answer Ok(JsonObject body) => Answer.Of(HttpStatusCode.OK, body);

    private static Answer Missing() => new(HttpStatusCode.NotFound, """{"name":"RESOURCE_NOT_FOUND","message":"The specified resource does not exist."}""");

    private static Answer Refused(string issue, string description) => Answer.Of(HttpStatusCode.UnprocessableEntity, new JsonObject
    {
        ["name"] = "UNPROCESSABLE_ENTITY", ["message"] = "The requested action could not be performed.",
        ["details"] = new JsonArray(new JsonObject { ["issue"] = issue, ["description"] = description }),
    });
}
