using System.Text.Json.Nodes;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>Puts PayPal's books into the state that a sample event speaks of.</summary>
internal static class PayPalSamples
{
    public const string Order = "5O190127TN364715T";
    public const string Capture = "3C679366HH908993F";

    /// <summary>The reference, amount and currency of the record that a sample belongs to.</summary>
    public static (string Reference, long Minor, string Currency) Record(string sample) =>
        sample.Contains(".jpy", StringComparison.Ordinal) ? ("lobster-pay_01JC3Y7VJP", 2500, "JPY") : ("lobster-pay_01JC3Y7V2M", 2500, "USD");

    /// <summary>Whether a sample tells of what happens after its payment was credited.</summary>
    public static bool IsAfterwards(string sample) =>
        sample.Contains("REFUNDED", StringComparison.Ordinal) || sample.Contains("CAPTURE.REVERSED", StringComparison.Ordinal) || sample.Contains("DISPUTE", StringComparison.Ordinal);

    /// <summary>The state before: an order that was captured, or is there to be.</summary>
    public static void Begin(PayPalFake fake, string sample, JsonObject e)
    {
        var (reference, _, currency) = Record(sample);
        var value = currency == "JPY" ? "2500" : "25.00";
        var unit = new JsonObject
        {
            ["reference_id"] = "default", ["custom_id"] = reference, ["invoice_id"] = "LB-000123", ["amount"] = PayPalFake.Money(currency, value),
            ["payee"] = new JsonObject { ["merchant_id"] = PayPalFake.Merchant },
        };
        var order = new JsonObject { ["id"] = Order, ["intent"] = "CAPTURE", ["status"] = "COMPLETED", ["purchase_units"] = new JsonArray(unit) };
        var resource = e["resource"]!.AsObject();
        if (sample.Contains("ORDER.APPROVED", StringComparison.Ordinal)) order["status"] = "APPROVED";
        else if (sample.Contains("APPROVAL.REVERSED", StringComparison.Ordinal)) order["status"] = "VOIDED";
        else if (IsAfterwards(sample)) PayPalFake.Listed(order, "captures").Add(Paid(unit));
        else PayPalFake.Listed(order, "captures").Add(resource.DeepClone());
        fake.NewCapture = ("PENDING", "PENDING_REVIEW"); // Approved is not paid.
        fake.Put(order);
    }

    /// <summary>What happened to it then.</summary>
    public static void Continue(PayPalFake fake, string sample)
    {
        if (sample.Contains("REFUNDED", StringComparison.Ordinal)) fake.SendBack(Capture, "10.00");
        if (sample.Contains("REFUNDED.rest", StringComparison.Ordinal)) fake.SendBack(Capture, "15.00", at: "2026-01-21T09:00:00Z");
        if (sample.Contains("CAPTURE.REVERSED", StringComparison.Ordinal)) fake.SendBack(Capture, "25.00", bare: true);
        if (!sample.Contains("DISPUTE", StringComparison.Ordinal)) return;
        var dispute = fake.Dispute(Capture, "25.00");
        if (sample.Contains("RESOLVED.buyer", StringComparison.Ordinal)) fake.Resolve(dispute, "RESOLVED_BUYER_FAVOUR", "25.00");
        if (sample.Contains("RESOLVED.seller", StringComparison.Ordinal)) fake.Resolve(dispute, "RESOLVED_SELLER_FAVOUR");
    }

    private static JsonObject Paid(JsonObject unit) => new()
    {
        ["id"] = Capture, ["status"] = "COMPLETED", ["amount"] = unit["amount"]!.DeepClone(), ["custom_id"] = unit["custom_id"]!.DeepClone(), ["invoice_id"] = "LB-000123",
        ["payee"] = unit["payee"]!.DeepClone(),
        ["seller_receivable_breakdown"] = new JsonObject { ["gross_amount"] = unit["amount"]!.DeepClone(), ["paypal_fee"] = PayPalFake.Money("USD", "1.36") },
    };
}
