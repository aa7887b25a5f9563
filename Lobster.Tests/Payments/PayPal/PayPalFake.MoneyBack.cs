using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.PayPal;

/// <content>Refunds, disputes, and what PayPal tells of calls.</content>
public sealed partial class PayPalFake
{
    private readonly Dictionary<string, string> refundRequests = [];
    private readonly Dictionary<string, JsonObject> refunds = [];
    private readonly Dictionary<string, JsonObject> disputes = [];

    /// <summary>The status that refunds begin with.</summary>
    public string NewRefund { get; set; } = "COMPLETED";

    /// <summary>Whether the app may read disputes.</summary>
    public bool TellsDisputes { get; set; } = true;

    /// <summary>What is served where certificates are; null: nothing is there.</summary>
    public string? Certificates { get; set; }

    /// <summary>The only certificate that is there; null: all names have the same.</summary>
    public string? OnlyCertificate { get; set; }

    /// <summary>What PayPal says of a webhook call that it is asked about.</summary>
    public string Verification { get; set; } = "SUCCESS";

    /// <summary>What PayPal says of an IPN message.</summary>
    public Answer PostBack { get; set; } = new(HttpStatusCode.OK, "VERIFIED", "text/plain");

    /// <summary>The app's webhooks.</summary>
    public JsonArray Webhooks { get; } = new();

    /// <summary>A refund that nobody asked for through the panel; bare: as banks take money back, without our numbers.</summary>
    public string SendBack(string captureId, string amount, bool bare = false, string at = "2026-01-20T09:00:00Z")
    {
        var capture = captures[captureId];
        var refund = RefundOf(captureId, capture["amount"]!["currency_code"]!.GetValue<string>(), amount, at);
        if (!bare) (refund["custom_id"], refund["invoice_id"]) = (capture["custom_id"]!.DeepClone(), capture["invoice_id"]?.DeepClone());
        List(captureId, refund);
        return refund["id"]!.GetValue<string>();
    }

    /// <summary>A customer's claim.</summary>
    public string Dispute(string captureId, string amount, string id = "PP-D-27803", string at = "2026-02-01T08:00:00.000Z")
    {
        disputes[id] = new JsonObject
        {
            ["dispute_id"] = id, ["status"] = "OPEN", ["reason"] = "UNAUTHORISED", ["create_time"] = at, ["update_time"] = at, ["dispute_amount"] = Money("USD", amount),
            ["dispute_life_cycle_stage"] = "CHARGEBACK", ["seller_response_due_date"] = "2026-02-11T08:00:00.000Z",
            ["disputed_transactions"] = new JsonArray(new JsonObject { ["seller_transaction_id"] = captureId }),
        };
        return id;
    }

    /// <summary>The claim is decided.</summary>
    public void Resolve(string dispute, string outcome, string? amount = null)
    {
        var (row, result) = (disputes[dispute], new JsonObject { ["outcome_code"] = outcome });
        if (amount is not null) result["amount_refunded"] = Money("USD", amount);
        (row["status"], row["update_time"], row["dispute_outcome"]) = ("RESOLVED", "2026-03-01T08:00:00.000Z", result);
    }

    /// <summary>What became of a refund.</summary>
    public void SetRefund(string id, string status) => refunds[id]["status"] = status;

    private void MoneyBackRoutes()
    {
        On(HttpMethod.Post, "/v2/payments/captures/{id}/refund", c => captures.TryGetValue(c.Id, out var capture) ? Refund(c, capture) : Missing());
        On(HttpMethod.Get, "/v1/customer/disputes", c => TellsDisputes ? Ok(new JsonObject { ["items"] = Summaries(c.Query("disputed_transaction_id")) }) : Forbidden());
        On(HttpMethod.Get, "/v1/customer/disputes/{id}", c => disputes.TryGetValue(c.Id, out var dispute) ? Ok(dispute) : Missing());
    }

    private void NotificationRoutes()
    {
        On(HttpMethod.Get, "/v1/notifications/certs/{id}", c => Certificates is { } pem && (OnlyCertificate ?? c.Id) == c.Id ? new Answer(HttpStatusCode.OK, pem, "text/plain") : Missing());
        On(HttpMethod.Get, "/v1/notifications/webhooks", _ => Ok(new JsonObject { ["webhooks"] = Webhooks.DeepClone() }));
        On(HttpMethod.Post, "/v1/notifications/verify-webhook-signature", _ => Ok(new JsonObject { ["verification_status"] = Verification }));
        On(HttpMethod.Post, "/cgi-bin/webscr", _ => PostBack);
    }

    private Answer Refund(Call call, JsonObject capture)
    {
        var request = Id(call);
        if (refundRequests.TryGetValue(request, out var known)) return Answer.Of(HttpStatusCode.Created, refunds[known]);
        var (currency, value) = (capture["amount"]!["currency_code"]!.GetValue<string>(), call.Body["amount"]!["value"]!.GetValue<string>());
        var left = Decimal(capture["amount"]!["value"]!) - Sum(call.Id);
        if (left == 0) return Refused("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded.");
        if (decimal.Parse(value, CultureInfo.InvariantCulture) > left) return Refused("REFUND_AMOUNT_EXCEEDED", "The refund amount must be less than or equal to the capture amount.");
        var refund = RefundOf(call.Id, currency, value, "2026-01-20T09:00:00Z");
        (refund["custom_id"], refund["status"]) = (call.Body["custom_id"]!.DeepClone(), NewRefund);
        List(call.Id, refund);
        refundRequests[request] = refund["id"]!.GetValue<string>();
        return Answer.Of(HttpStatusCode.Created, refund);
    }

    private JsonObject RefundOf(string captureId, string currency, string value, string at) => new()
    {
        ["id"] = $"REFUND{++count:000000000}", ["status"] = "COMPLETED", ["amount"] = Money(currency, value), ["create_time"] = at,
        ["links"] = new JsonArray(new JsonObject { ["href"] = $"https://api-m.sandbox.paypal.com/v2/payments/captures/{captureId}", ["rel"] = "up" }),
    };

    private void List(string captureId, JsonObject refund)
    {
        var order = orders.Values.Single(o => Listed(o, "captures").Any(c => c!["id"]!.GetValue<string>() == captureId));
        Listed(order, "refunds").Add(refund);
        refunds[refund["id"]!.GetValue<string>()] = refund;
        captures[captureId]["status"] = Sum(captureId) >= Decimal(captures[captureId]["amount"]!["value"]!) ? "REFUNDED" : "PARTIALLY_REFUNDED";
    }

    private decimal Sum(string captureId) => refunds.Values
        .Where(r => r["links"]![0]!["href"]!.GetValue<string>().EndsWith(captureId, StringComparison.Ordinal) && r["status"]!.GetValue<string>() is not ("FAILED" or "CANCELLED"))
        .Sum(r => Decimal(r["amount"]!["value"]!));

    // The list leaves outcomes and transactions out.
    private JsonArray Summaries(string? captureId) => new([.. disputes.Values
        .Where(d => captureId is null || d["disputed_transactions"]![0]!["seller_transaction_id"]!.GetValue<string>() == captureId)
        .Select(d =>
        {
            var shown = d.DeepClone().AsObject();
            shown.Remove("dispute_outcome");
            shown.Remove("disputed_transactions");
            return (JsonNode)shown;
        })]);

    private static decimal Decimal(JsonNode value) => decimal.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture);

    private static Answer Forbidden() => new(HttpStatusCode.Forbidden, """{"name":"NOT_AUTHORIZED","message":"Authorization failed due to insufficient permissions."}""");
}
