using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lobster.Backends.Payments.BtcPay;

// The wire records of the Greenfield API v1 (https://docs.btcpayserver.org/API/Greenfield/v1/), only the fields that the panel reads. One file, since each is a line or two.

internal sealed record BtcPayCreate(string Amount, string Currency, BtcPayMetadata Metadata, BtcPayCheckout Checkout);

internal sealed record BtcPayMetadata([property: JsonConverter(typeof(TextOrNothing))] string? OrderId)
{
    [JsonConverter(typeof(TextOrNothing))]
    public string? ItemDesc { get; init; }
}

internal sealed record BtcPayCheckout
{
    public string? SpeedPolicy { get; init; }

    public decimal? ExpirationMinutes { get; init; }

    public decimal? MonitoringMinutes { get; init; }

    public decimal? PaymentTolerance { get; init; }

    [JsonPropertyName("redirectURL")]
    public string? RedirectUrl { get; init; }

    public bool? RedirectAutomatically { get; init; }
}

internal sealed record BtcPayInvoice([property: JsonRequired] string Id, [property: JsonRequired] string StoreId, [property: JsonRequired] string Status, [property: JsonRequired] string Currency)
{
    public string? Amount { get; init; }

    public string? PaidAmount { get; init; }

    public string? Type { get; init; }

    public string? AdditionalStatus { get; init; }

    public string? CheckoutLink { get; init; }

    public long CreatedTime { get; init; }

    public BtcPayMetadata? Metadata { get; init; }

    public BtcPayCheckout? Checkout { get; init; }
}

internal sealed record BtcPayMethod(IReadOnlyList<BtcPayCoinPayment>? Payments);

internal sealed record BtcPayCoinPayment(string? Status);

internal sealed record BtcPayRefund(string Name, string Description, string RefundVariant, string CustomAmount, string CustomCurrency);

internal sealed record BtcPayPull([property: JsonRequired] string Id, string? Name, string? Description, string? Currency, string? Amount, bool Archived);

// The amount in the currency of the pull payment is "originalAmount" since version 2 and was "amount" before.
internal sealed record BtcPayPayout(string? State, string? OriginalAmount, string? Amount);

internal sealed record BtcPayKey(IReadOnlyList<string>? Permissions);

internal sealed record BtcPayServer(string? Version, bool? FullySynched);

internal sealed record BtcPayError(string? Code, string? Message);

internal sealed record BtcPayEvent([property: JsonRequired] string Type)
{
    public string? DeliveryId { get; init; }

    public string? OriginalDeliveryId { get; init; }

    // As old versions spelt it.
    public string? OrignalDeliveryId { get; init; }

    public string? StoreId { get; init; }

    public string? InvoiceId { get; init; }

    public BtcPayMetadata? Metadata { get; init; }
}

// What others put into an invoice has any shape; only a text can be a reference of ours.
internal sealed class TextOrNothing : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BtcPayCreate))]
[JsonSerializable(typeof(BtcPayInvoice))]
[JsonSerializable(typeof(IReadOnlyList<BtcPayInvoice>))]
[JsonSerializable(typeof(IReadOnlyList<BtcPayMethod>))]
[JsonSerializable(typeof(BtcPayRefund))]
[JsonSerializable(typeof(BtcPayPull))]
[JsonSerializable(typeof(IReadOnlyList<BtcPayPull>))]
[JsonSerializable(typeof(IReadOnlyList<BtcPayPayout>))]
[JsonSerializable(typeof(BtcPayKey))]
[JsonSerializable(typeof(BtcPayServer))]
[JsonSerializable(typeof(BtcPayError))]
[JsonSerializable(typeof(IReadOnlyList<BtcPayError>))]
[JsonSerializable(typeof(BtcPayEvent))]
internal sealed partial class BtcPayJson : JsonSerializerContext;
