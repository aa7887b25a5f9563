using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.Stripe;

// What customers, banks and Stripe itself do.
public sealed partial class StripeFake
{
    /// <summary>What the bank says of a saved card: a decline code, "requires_action", "processing", or null for yes.</summary>
    public Dictionary<string, string?> Banks { get; } = [];

    /// <summary>The customer pays on the page, as asked or otherwise.</summary>
    public JsonObject Pay(JsonObject session, long? amount = null, string? currency = null, bool hasFee = true)
    {
        var intent = IntentOf(session, "succeeded", amount, currency);
        if (amount is not null) session["amount_total"] = amount;
        if (currency is not null) session["currency"] = currency;
        (session["status"], session["payment_status"]) = ("complete", "paid");
        AddCharge(intent, hasFee);
        return intent;
    }

    /// <summary>The customer pays in a way that takes days.</summary>
    public JsonObject PayLater(JsonObject session)
    {
        session["status"] = "complete";
        return IntentOf(session, "processing");
    }

    /// <summary>What takes days has arrived.</summary>
    public void Arrive(JsonObject session)
    {
        var intent = Of(Text(session, "payment_intent")!);
        (session["payment_status"], intent["status"], intent["amount_received"]) = ("paid", "succeeded", intent["amount"]!.DeepClone());
        AddCharge(intent, hasFee: true);
    }

    /// <summary>What takes days was refused.</summary>
    public void Bounce(JsonObject session)
    {
        var intent = Of(Text(session, "payment_intent")!);
        (intent["status"], intent["last_payment_error"]) = ("requires_payment_method", Declined("payment_method_bank_debit_refused", null));
    }

    /// <summary>The page closes.</summary>
    public static void Expire(JsonObject session) => session["status"] = "expired";

    /// <summary>The fee of a payment becomes known.</summary>
    public void SetFee(JsonObject intent, long fee, string currency) => Of(Text(intent, "latest_charge")!)["balance_transaction"] =
        Text(Put(new() { ["id"] = Id("txn"), ["object"] = "balance_transaction", ["fee"] = fee, ["currency"] = currency, ["amount"] = 0 }), "id");

    /// <summary>A refund, asked for by us or made in the dashboard.</summary>
    public JsonObject AddRefund(JsonObject intent, long amount, JsonObject? marks = null, string status = "succeeded") => Put(new()
    {
        ["id"] = Id("re"), ["object"] = "refund", ["amount"] = amount, ["currency"] = intent["currency"]!.DeepClone(), ["status"] = status, ["payment_intent"] = Text(intent, "id"),
        ["charge"] = intent["latest_charge"]?.DeepClone(), ["metadata"] = marks ?? [],
    });

    /// <summary>A bank's claim.</summary>
    public JsonObject AddDispute(JsonObject intent, long amount, string status = "needs_response", string? currency = null) => Put(new()
    {
        ["id"] = Id("du"), ["object"] = "dispute", ["amount"] = amount, ["currency"] = currency ?? Text(intent, "currency"), ["status"] = status, ["reason"] = "fraudulent",
        ["payment_intent"] = Text(intent, "id"), ["charge"] = intent["latest_charge"]?.DeepClone(), ["metadata"] = new JsonObject(),
        ["evidence_details"] = new JsonObject { ["due_by"] = Now.AddDays(7).ToUnixTimeSeconds(), ["has_evidence"] = false, ["past_due"] = false, ["submission_count"] = 0 },
    });

    /// <summary>The customer saves a card on the page.</summary>
    public JsonObject Save(JsonObject session, int year = 2030)
    {
        var setup = Of(Text(session, "setup_intent")!);
        var method = Put(new()
        {
            ["id"] = Id("pm"), ["object"] = "payment_method", ["type"] = "card", ["customer"] = Text(setup, "customer"),
            ["card"] = new JsonObject { ["brand"] = "visa", ["last4"] = "4242", ["exp_month"] = 8, ["exp_year"] = year },
        });
        (setup["status"], setup["payment_method"], session["status"]) = ("succeeded", Text(method, "id"), "complete");
        return method;
    }

    /// <summary>The webhook's endpoint in the account.</summary>
    public JsonObject AddWebhook(string url, string status = "enabled", params string[] events) => Put(new()
    {
        ["id"] = Id("we"), ["object"] = "webhook_endpoint", ["url"] = url, ["status"] = status, ["enabled_events"] = new JsonArray([.. events.Select(e => (JsonNode)e)]),
    });

    private long Left(JsonObject intent) => (long)intent["amount_received"]! -
        things.Values.Where(t => Text(t, "object") == "refund" && Text(t, "payment_intent") == Text(intent, "id") && Text(t, "status") != "failed").Sum(t => (long)t["amount"]!);

    private JsonObject IntentOf(JsonObject session, string status, long? amount = null, string? currency = null)
    {
        var asked = amount ?? (long)session["amount_total"]!;
        var intent = Put(new()
        {
            ["id"] = Id("pi"), ["object"] = "payment_intent", ["status"] = status, ["amount"] = asked, ["amount_received"] = status == "succeeded" ? asked : 0,
            ["currency"] = currency ?? Text(session, "currency"), ["metadata"] = session["intent_marks"]?.DeepClone() ?? session["metadata"]!.DeepClone(), ["customer"] = session["customer"]?.DeepClone(),
        });
        session["payment_intent"] = Text(intent, "id");
        return intent;
    }

    private void AddCharge(JsonObject intent, bool hasFee, string? decline = null)
    {
        var charge = Put(new()
        {
            ["id"] = Id("ch"), ["object"] = "charge", ["amount"] = intent["amount"]!.DeepClone(), ["currency"] = Text(intent, "currency"), ["payment_intent"] = Text(intent, "id"),
            ["metadata"] = intent["metadata"]!.DeepClone(), ["balance_transaction"] = null,
        });
        if (decline is not null) (charge["failure_code"], charge["outcome"]) = ("card_declined", new JsonObject { ["reason"] = decline, ["type"] = "issuer_declined" });
        intent["latest_charge"] = Text(charge, "id");
        if (hasFee) SetFee(intent, 103, "usd");
    }

    private Answer Charge(Call call)
    {
        var form = call.Form;
        if (!things.TryGetValue(form["payment_method"], out var method) || Text(method, "customer") != form["customer"]) return Refused("resource_missing", "payment_method");
        var bank = Banks.GetValueOrDefault(form["payment_method"]);
        var intent = Put(new()
        {
            ["id"] = Id("pi"), ["object"] = "payment_intent", ["amount"] = long.Parse(form["amount"], CultureInfo.InvariantCulture), ["amount_received"] = 0, ["currency"] = form["currency"],
            ["customer"] = form["customer"], ["metadata"] = Marks(call, "metadata"), ["status"] = bank is "requires_action" or "processing" ? bank : "requires_payment_method",
        });
        if (bank is "requires_action" or "processing") return Ok(intent);
        AddCharge(intent, bank is null, bank);
        if (bank is null)
        {
            (intent["status"], intent["amount_received"]) = ("succeeded", intent["amount"]!.DeepClone());
            return Ok(intent);
        }
        intent["last_payment_error"] = Declined(bank == "authentication_required" ? bank : "card_declined", bank);
        var error = intent["last_payment_error"]!.DeepClone().AsObject();
        error["payment_intent"] = intent.DeepClone();
        return Answer.Of(HttpStatusCode.PaymentRequired, new JsonObject { ["error"] = error });
    }

    private static JsonObject Declined(string code, string? decline) => new() { ["type"] = "card_error", ["code"] = code, ["decline_code"] = decline, ["message"] = "Your card was declined." };
}
