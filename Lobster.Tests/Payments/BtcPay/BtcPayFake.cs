using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.BtcPay;

/// <summary>A store on a BTCPay Server: invoices whose states a test sets, refunds with their claims.</summary>
public sealed class BtcPayFake : FakeApi
{
    public const string Key = "btcpay-api-key-of-the-tests";
    public const string Secret = "44QZnQqLP2pCHqpkPLQXTaG2cGWz";
    public const string Store = "9CiNzKoANXxmk5ayZngSXrHTiVvvgCrwrpFQd4m2K776";
    public const string Address = "https://btcpay.example.com";

    private readonly List<JsonObject> pulls = [];
    private readonly Dictionary<string, JsonArray> payouts = [];

    public BtcPayFake()
    {
        On(HttpMethod.Get, "/api/v1/api-keys/current", _ => Ok(new JsonObject { ["label"] = "panel", ["permissions"] = new JsonArray([.. Rights.Select(r => (JsonNode)r)]) }));
        On(HttpMethod.Get, "/api/v1/server/info", _ => Ok(new JsonObject { ["version"] = "2.4.1", ["fullySynched"] = IsSynched }));
        On(HttpMethod.Post, "/api/v1/stores/{id}/invoices", Create);
        On(HttpMethod.Get, "/api/v1/stores/{id}/invoices", List);
        On(HttpMethod.Get, "/api/v1/invoices/{id}", c => Invoices.Find(i => (string)i["id"]! == c.Id) is { } found ? Ok(found.DeepClone()) : Missing());
        On(HttpMethod.Get, "/api/v1/invoices/{id}/payment-methods", _ => Ok(Methods()));
        On(HttpMethod.Post, "/api/v1/invoices/{id}/refund", Refund);
        On(HttpMethod.Get, "/api/v1/stores/{id}/pull-payments", _ => MaySeeRefunds ? Ok(new JsonArray([.. pulls.Select(p => p.DeepClone())])) : new Answer(HttpStatusCode.Forbidden, """{"code":"missing-permission"}"""));
        On(HttpMethod.Get, "/api/v1/pull-payments/{id}/payouts", c => Ok(payouts[c.Id].DeepClone()));
    }

    public List<JsonObject> Invoices { get; } = [];

    public IReadOnlyList<JsonObject> Pulls => pulls;

    public List<string> Rights { get; } = [$"btcpay.store.cancreateinvoice:{Store}", $"btcpay.store.canviewinvoices:{Store}", $"btcpay.store.cancreatenonapprovedpullpayments:{Store}"];

    public bool IsSynched { get; set; } = true;

    public bool MaySeeRefunds { get; set; } = true;

    /// <summary>How each payment of late invoices stands.</summary>
    public List<string> Payments { get; } = [];

    /// <summary>An invoice that exists already.</summary>
    public JsonObject Put(string id, string reference, string amount = "25.00", string currency = "USD")
    {
        var invoice = new JsonObject
        {
            ["id"] = id, ["storeId"] = Store, ["amount"] = amount, ["paidAmount"] = "0.00", ["currency"] = currency, ["type"] = "Standard", ["checkoutLink"] = $"{Address}/i/{id}",
            ["createdTime"] = 1768471200 + Invoices.Count, ["expirationTime"] = 1768472100, ["status"] = "New", ["additionalStatus"] = "None", ["archived"] = false,
            ["metadata"] = new JsonObject { ["orderId"] = reference, ["itemDesc"] = "Account credit" },
            ["checkout"] = new JsonObject { ["speedPolicy"] = "MediumSpeed", ["paymentTolerance"] = 0.0m },
        };
        Invoices.Add(invoice);
        return invoice;
    }

    /// <summary>What became of the only invoice.</summary>
    public void Turn(string status, string additional = "None", string? paid = "25.00")
    {
        var invoice = Assert.Single(Invoices);
        (invoice["status"], invoice["additionalStatus"], invoice["paidAmount"]) = (status, additional, paid);
    }

    /// <summary>A pull payment that an admin made in BTCPay's own pages.</summary>
    public void PullByHand(string invoice, string amount, string currency) => Pull($"Refund {invoice}", null, amount, currency);

    /// <summary>The customer claimed a refund and the coins are out.</summary>
    public void Claim(int pull, string amount, string state = "Completed") => payouts[(string)pulls[pull]["id"]!].Add(new JsonObject { ["state"] = state, ["originalAmount"] = amount });

    /// <summary>An admin cancelled a refund.</summary>
    public void Cancel(int pull) => pulls[pull]["archived"] = true;

    protected override Answer? Guard(HttpRequestMessage request) => request.Headers.Authorization is { Scheme: "token", Parameter: Key }
        ? null
        : new Answer(HttpStatusCode.Unauthorized, """{"code":"unauthenticated","message":"Authentication is required"}""");

    private Answer Create(Call call)
    {
        if (call.Id != Store) return Missing();
        var body = call.Body;
        if (body["amount"] is null) return new Answer(HttpStatusCode.UnprocessableEntity, """[{"path":"amount","message":"This would take any amount"}]""");
        var invoice = Put($"Invoice{(Invoices.Count + 1).ToString(CultureInfo.InvariantCulture)}", (string)body["metadata"]!["orderId"]!, (string)body["amount"]!, (string)body["currency"]!);
        invoice["checkout"] = body["checkout"]!.DeepClone();
        return Ok(invoice.DeepClone());
    }

    private Answer List(Call call)
    {
        var order = call.Query("orderId");
        return Ok(new JsonArray([.. Invoices.Where(i => order is null || (string)i["metadata"]!["orderId"]! == order).Reverse().Select(i => i.DeepClone())]));
    }

    private Answer Refund(Call call)
    {
        if (Invoices.Find(i => (string)i["id"]! == call.Id) is not { } invoice) return Missing();
        if ((string)invoice["status"]! is not ("Settled" or "Expired")) return new Answer(HttpStatusCode.BadRequest, """{"code":"non-refundable","message":"Cannot refund this invoice"}""");
        var body = call.Body;
        Assert.Equal("Custom", (string?)body["refundVariant"]);
        return Ok(Pull((string)body["name"]!, (string)body["description"]!, (string)body["customAmount"]!, (string)body["customCurrency"]!).DeepClone());
    }

    private JsonObject Pull(string name, string? description, string amount, string currency)
    {
        var id = $"Pull{(pulls.Count + 1).ToString(CultureInfo.InvariantCulture)}";
        var pull = new JsonObject { ["id"] = id, ["name"] = name, ["description"] = description, ["amount"] = amount, ["currency"] = currency, ["archived"] = false };
        pulls.Add(pull);
        payouts[id] = [];
        return pull;
    }

    private JsonArray Methods() =>
        [new JsonObject { ["paymentMethodId"] = "BTC-CHAIN", ["payments"] = new JsonArray([.. Payments.Select(p => new JsonObject { ["id"] = "tx", ["value"] = "0.00025", ["status"] = p })]) }];

    private static Answer Ok(JsonNode body) => Answer.Of(HttpStatusCode.OK, body);

    private static Answer Missing() => new(HttpStatusCode.NotFound, """{"code":"invoice-not-found","message":"The invoice was not found"}""");
}
