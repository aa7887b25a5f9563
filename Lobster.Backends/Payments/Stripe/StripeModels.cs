using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>An event of Stripe's as a webhook brings it, as far as it is read: names and ids, which are the same in every version of the API.</summary>
internal sealed record StripeEvent(
    [property: JsonRequired] string Id, [property: JsonRequired] string Type, [property: JsonRequired] string Object, [property: JsonRequired] bool Livemode, string? Account, StripeEventData? Data);

/// <summary>What an event is about: a snapshot of it.</summary>
internal sealed record StripeEventData(JsonElement Object);

/// <summary>The object of an event, as far as it is read.</summary>
internal sealed record StripeSubject([property: JsonRequired] string Id)
{
    /// <summary>Of a session: "payment", "setup" or "subscription".</summary>
    public string? Mode { get; init; }

    /// <summary>The PaymentIntent, by its id or whole.</summary>
    public JsonElement? PaymentIntent { get; init; }

    /// <summary>What its maker wrote on it.</summary>
    public Dictionary<string, string>? Metadata { get; init; }

    /// <summary>The id of <see cref="PaymentIntent"/>; null when there is none.</summary>
    public string? IntentId => PaymentIntent switch
    {
        { ValueKind: JsonValueKind.String } id => id.GetString(),
        { ValueKind: JsonValueKind.Object } whole when whole.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String => id.GetString(),
        _ => null,
    };
}

/// <summary>An answer of the API, as far as it must be one before the library reads it.</summary>
internal sealed record StripeAnswer(JsonElement? Id, JsonElement? Data, StripeAnswerError? Error)
{
    /// <summary>Whether it is an object of Stripe's or a list of them.</summary>
    public bool IsObjectOrList => Id is { ValueKind: JsonValueKind.String } || Data is { ValueKind: JsonValueKind.Array };
}

/// <summary>What Stripe says when it refuses (https://docs.stripe.com/api/errors).</summary>
internal sealed record StripeAnswerError(string? Type, string? Code, string? Param, string? DeclineCode, string? AdviceCode, string? Message, StripeAnswerIntent? PaymentIntent);

/// <summary>The PaymentIntent that a refusal is about.</summary>
internal sealed record StripeAnswerIntent(string? Id);

/// <summary>How Stripe's JSON is read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(StripeEvent))]
[JsonSerializable(typeof(StripeSubject))]
[JsonSerializable(typeof(StripeAnswer))]
internal sealed partial class StripeJson : JsonSerializerContext;
