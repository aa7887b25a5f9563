using System.Text.Json;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>Says which payment an event is about, and nothing else of it: the facts are read back. Pure.</summary>
internal static class PayPalEvents
{
    /// <summary>The events that a webhook must be subscribed to.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "CHECKOUT.ORDER.APPROVED", "CHECKOUT.ORDER.COMPLETED", "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
        "PAYMENT.CAPTURE.PENDING", "PAYMENT.CAPTURE.COMPLETED", "PAYMENT.CAPTURE.DENIED", "PAYMENT.CAPTURE.DECLINED", "PAYMENT.CAPTURE.REFUNDED", "PAYMENT.CAPTURE.REVERSED",
        "CUSTOMER.DISPUTE.CREATED", "CUSTOMER.DISPUTE.UPDATED", "CUSTOMER.DISPUTE.RESOLVED",
    ];

    /// <summary>Reads an event.</summary>
    /// <exception cref="FormatException">It does not have PayPal's shape.</exception>
    public static GatewayNews Read(WebhookCall call)
    {
        var e = Parse(call.Body);
        if (e?.EventType is not { } type) throw new FormatException("An event of PayPal names its type.");
        if (!All.Contains(type)) return new GatewayNews.Irrelevant(type.Length > 100 ? type[..100] : type);
        return new GatewayNews.About(Clue(type, e.Resource ?? throw new FormatException($"An event of the type {type} has a resource.")), null);
    }

    private static PayPalEvent? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, PayPalJson.Default.PayPalEvent);
        }
        catch (JsonException e)
        {
            throw new FormatException("The body is no event of PayPal.", e);
        }
    }

    private static PaymentClue Clue(string type, PayPalResource resource)
    {
        var unit = resource.PurchaseUnits is [var only, ..] ? only : null;
        if (type.StartsWith("CHECKOUT.", StringComparison.Ordinal))
            return Named(new PaymentClue { GatewayId = resource.OrderId ?? resource.Id, Reference = unit?.CustomId ?? resource.CustomId });
        if (type.StartsWith("CUSTOMER.", StringComparison.Ordinal))
        {
            var all = resource.DisputedTransactions ?? [];
            var ours = all.FirstOrDefault(t => t.Custom?.StartsWith(Payment.ReferencePrefix, StringComparison.Ordinal) == true) ?? (all is [var first, ..] ? first : null);
            return Named(new PaymentClue { MoneyKey = ours?.SellerTransactionId, Reference = ours?.Custom });
        }
        // Ids are taken from the links: in a published reversal the id is the capture's, while the event is about a refund.
        var isBack = type is "PAYMENT.CAPTURE.REFUNDED" or "PAYMENT.CAPTURE.REVERSED";
        return Named(new PaymentClue
        {
            GatewayId = resource.SupplementaryData?.RelatedIds?.OrderId ?? Linked(resource, "up", "/orders/"),
            MoneyKey = Linked(resource, isBack ? "up" : "self", "/captures/") ?? (isBack ? null : resource.Id), Reference = resource.CustomId,
        });
    }

    private static PaymentClue Named(PaymentClue clue) =>
        clue is { GatewayId: null, MoneyKey: null, Reference: null } ? throw new FormatException("The event names no order, capture or reference.") : clue;

    private static string? Linked(PayPalResource resource, string rel, string kind)
    {
        var href = resource.Links?.FirstOrDefault(l => l.Rel == rel)?.Href;
        var at = href?.LastIndexOf(kind, StringComparison.Ordinal) ?? -1;
        return at >= 0 && href![(at + kind.Length)..] is { Length: > 0 and <= 50 } id && id.All(char.IsAsciiLetterOrDigit) ? id : null;
    }
}
