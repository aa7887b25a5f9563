using System.Text.Json.Serialization;

namespace Lobster.Backends.Payments.Coinbase;

// The wire records of the Checkouts API (https://docs.cdp.coinbase.com/api-reference/business-api/rest-api/checkouts/introduction), only the fields that the panel reads.

internal sealed record CoinbaseCreate(string Amount, string Currency, string Description, CoinbaseMetadata Metadata, string ExpiresAt)
{
    public string? SuccessRedirectUrl { get; init; }

    public string? FailRedirectUrl { get; init; }
}

internal sealed record CoinbaseMetadata
{
    [JsonPropertyName("lobster_payment_id")]
    public string? PaymentId { get; init; }

    [JsonPropertyName("lobster_user_id")]
    public string? UserId { get; init; }
}

internal sealed record CoinbaseCheckout([property: JsonRequired] string Id, [property: JsonRequired] string Status, [property: JsonRequired] string Amount, [property: JsonRequired] string Currency)
{
    public string? Url { get; init; }

    public CoinbaseMetadata? Metadata { get; init; }

    public CoinbaseSettlement? Settlement { get; init; }

    public IReadOnlyList<CoinbaseRefund>? Refunds { get; init; }
}

internal sealed record CoinbaseSettlement(string? TotalAmount, string? FeeAmount, string? Currency);

internal sealed record CoinbaseRefund([property: JsonRequired] string Id, string? Amount, string? Currency, string? Status, string? Reason);

internal sealed record CoinbaseAskRefund(string Amount, string Currency, string Reason);

internal sealed record CoinbaseRefunded([property: JsonRequired] CoinbaseRefund Refund);

internal sealed record CoinbaseCheckouts(IReadOnlyList<CoinbaseCheckout>? Checkouts);

internal sealed record CoinbaseError(string? ErrorType, string? ErrorMessage);

internal sealed record CoinbaseEvent(string? Id, string? EventType, CoinbaseMetadata? Metadata, IReadOnlyList<CoinbaseRefund>? Refunds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CoinbaseCreate))]
[JsonSerializable(typeof(CoinbaseCheckout))]
[JsonSerializable(typeof(CoinbaseAskRefund))]
[JsonSerializable(typeof(CoinbaseRefunded))]
[JsonSerializable(typeof(CoinbaseCheckouts))]
[JsonSerializable(typeof(CoinbaseError))]
[JsonSerializable(typeof(CoinbaseEvent))]
internal sealed partial class CoinbaseJson : JsonSerializerContext;
