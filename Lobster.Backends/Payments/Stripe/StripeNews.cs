using System.Text.Json;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>What the events of Stripe are about. Each only says which payment to look up, so that neither their order nor their age matters.</summary>
internal static class StripeNews
{
    private const string SessionCompleted = "checkout.session.completed";
    private const string IntentFailed = "payment_intent.payment_failed";
    private static readonly string[] OfSessions = [SessionCompleted, "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "checkout.session.expired"];
    private static readonly string[] OfIntents = ["payment_intent.succeeded", IntentFailed];

    private static readonly string[] OfCharges =
    [
        "charge.updated", "charge.refunded", "refund.created", "refund.updated", "refund.failed",
        "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated", "charge.dispute.closed",
    ];

    /// <summary>The events that the webhook must be subscribed to.</summary>
    public static IReadOnlyList<string> Events { get; } = [.. OfSessions, .. OfIntents, .. OfCharges, "setup_intent.succeeded"];

    /// <summary>Reads the envelope of an event.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static StripeEvent Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, StripeJson.Default.StripeEvent) is { Object: "event", Id.Length: > 0 and <= 200, Type: not null } e ? e : throw new FormatException("The body is no event of Stripe's.");
        }
        catch (JsonException e)
        {
            throw new FormatException("The body is no event of Stripe's.", e);
        }
    }

    /// <summary>What an event is about.</summary>
    /// <param name="e">The event.</param>
    /// <param name="isLive">Whether ours is real money.</param>
    /// <exception cref="FormatException">It is not shaped as its type says.</exception>
    public static GatewayNews Of(StripeEvent e, bool isLive)
    {
        if (e.Livemode != isLive) return new GatewayNews.Irrelevant(e.Livemode ? $"{e.Type} comes from Stripe's live mode." : $"{e.Type} comes from Stripe's test mode.");
        if (e.Account is not null) return new GatewayNews.Irrelevant($"{e.Type} is of a connected account.");
        if (OfSessions.Contains(e.Type)) return OfSession(e.Type, Subject(e));
        if (OfIntents.Contains(e.Type)) return OfIntent(e.Type, Subject(e));
        if (OfCharges.Contains(e.Type) && Subject(e) is { IntentId: { } intent } charge) return About(new PaymentClue { MoneyKey = intent, Reference = StripeMarks.Reference(charge.Metadata) });
        return new GatewayNews.Irrelevant(e.Type);
    }

    private static GatewayNews OfSession(string type, StripeSubject session) => session.Mode switch
    {
        "payment" => About(new PaymentClue { GatewayId = session.Id, MoneyKey = session.IntentId, Reference = StripeMarks.Reference(session.Metadata) }),
        "setup" when type == SessionCompleted && session.Metadata?.ContainsKey(StripeMarks.Saving) == true => new GatewayNews.CardSaved(session.Id),
        _ => new GatewayNews.Irrelevant($"{type} of a session in the mode {session.Mode}"),
    };

    // The PaymentIntent is the provider's id of an automatic payment; that of a session is the session.
    private static GatewayNews OfIntent(string type, StripeSubject intent)
    {
        if (StripeMarks.Reference(intent.Metadata) is not { } reference) return new GatewayNews.Irrelevant($"{type} of something else that was sold through this account");
        var isAutomatic = intent.Metadata?.GetValueOrDefault(StripeMarks.Kind) == StripeMarks.Automatic;
        if (type == IntentFailed && !isAutomatic) return new GatewayNews.Irrelevant("A card was declined on Stripe's page; the customer may try another one there.");
        return About(new PaymentClue { GatewayId = isAutomatic ? intent.Id : null, MoneyKey = intent.Id, Reference = reference });
    }

    private static GatewayNews.About About(PaymentClue clue) => new(clue, null);

    private static StripeSubject Subject(StripeEvent e)
    {
        try
        {
            return e.Data is { Object.ValueKind: JsonValueKind.Object } data && data.Object.Deserialize(StripeJson.Default.StripeSubject) is { } subject ? subject : throw new FormatException($"{e.Type} has no object.");
        }
        catch (JsonException x)
        {
            throw new FormatException($"{e.Type} is not shaped as Stripe says.", x);
        }
    }
}
