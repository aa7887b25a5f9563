using System.Text.Json.Serialization;

namespace Lobster.Backends.Payments.PayPal;

// The wire records of PayPal's REST APIs (https://developer.paypal.com/api/rest/), only the fields that the panel reads. One file, since each is a line or two.

internal sealed record PayPalMoney(string? CurrencyCode, string? Value);

internal sealed record PayPalLink(string? Href, string? Rel);

internal sealed record PayPalPayee(string? MerchantId);

internal sealed record PayPalReason(string? Reason);

internal sealed record PayPalOrder([property: JsonRequired] string Id, [property: JsonRequired] string Status)
{
    public IReadOnlyList<PayPalUnit>? PurchaseUnits { get; init; }

    public IReadOnlyList<PayPalLink>? Links { get; init; }

    public string? UpdateTime { get; init; }
}

internal sealed record PayPalUnit
{
    public string? CustomId { get; init; }

    public PayPalMoney? Amount { get; init; }

    public PayPalPayee? Payee { get; init; }

    public PayPalPayments? Payments { get; init; }
}

internal sealed record PayPalPayments(IReadOnlyList<PayPalCapture>? Captures, IReadOnlyList<PayPalRefund>? Refunds);

internal sealed record PayPalCapture([property: JsonRequired] string Id, [property: JsonRequired] string Status)
{
    public PayPalReason? StatusDetails { get; init; }

    public PayPalMoney? Amount { get; init; }

    public string? CustomId { get; init; }

    public PayPalPayee? Payee { get; init; }

    public PayPalBreakdown? SellerReceivableBreakdown { get; init; }
}

internal sealed record PayPalBreakdown(PayPalMoney? PaypalFee, PayPalMoney? PaypalFeeInReceivableCurrency);

internal sealed record PayPalRefund([property: JsonRequired] string Id, [property: JsonRequired] string Status)
{
    public PayPalMoney? Amount { get; init; }

    public string? CustomId { get; init; }

    public string? InvoiceId { get; init; }

    public string? CreateTime { get; init; }

    public IReadOnlyList<PayPalLink>? Links { get; init; }
}

internal sealed record PayPalDispute([property: JsonRequired] string DisputeId)
{
    public string? Status { get; init; }

    public string? Reason { get; init; }

    public string? CreateTime { get; init; }

    public string? UpdateTime { get; init; }

    public string? SellerResponseDueDate { get; init; }

    public PayPalMoney? DisputeAmount { get; init; }

    public PayPalOutcome? DisputeOutcome { get; init; }
}

internal sealed record PayPalOutcome(string? OutcomeCode, PayPalMoney? AmountRefunded);

internal sealed record PayPalDisputes(IReadOnlyList<PayPalDispute>? Items);

internal sealed record PayPalOrderRequest(string Intent, IReadOnlyList<PayPalUnitRequest> PurchaseUnits, PayPalSourceRequest PaymentSource);

internal sealed record PayPalUnitRequest(string CustomId, string InvoiceId, string Description, PayPalMoney Amount);

internal sealed record PayPalSourceRequest(PayPalWalletRequest Paypal);

internal sealed record PayPalWalletRequest(PayPalExperience ExperienceContext);

internal sealed record PayPalExperience(string? BrandName, string ShippingPreference, string UserAction, string ReturnUrl, string CancelUrl);

internal sealed record PayPalCaptureRequest;

internal sealed record PayPalRefundRequest(PayPalMoney Amount, string CustomId, string? NoteToPayer);

internal sealed record PayPalToken([property: JsonRequired] string AccessToken, int ExpiresIn);

internal sealed record PayPalWebhooks(IReadOnlyList<PayPalWebhookEntry>? Webhooks);

internal sealed record PayPalWebhookEntry(string? Id, string? Url, IReadOnlyList<PayPalEventType>? EventTypes);

internal sealed record PayPalEventType(string? Name);

internal sealed record PayPalVerification(string? VerificationStatus);

internal sealed record PayPalError(string? Name, string? Message, IReadOnlyList<PayPalErrorDetail>? Details);

internal sealed record PayPalErrorDetail(string? Issue, string? Description);

internal sealed record PayPalEvent(string? Id, string? EventType, PayPalResource? Resource);

internal sealed record PayPalResource
{
    public string? Id { get; init; }

    public string? OrderId { get; init; }

    public string? CustomId { get; init; }

    public IReadOnlyList<PayPalUnit>? PurchaseUnits { get; init; }

    public PayPalSupplement? SupplementaryData { get; init; }

    public IReadOnlyList<PayPalLink>? Links { get; init; }

    public IReadOnlyList<PayPalDisputed>? DisputedTransactions { get; init; }
}

internal sealed record PayPalSupplement(PayPalRelated? RelatedIds);

internal sealed record PayPalRelated(string? OrderId);

internal sealed record PayPalDisputed(string? SellerTransactionId, string? Custom);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PayPalOrder))]
[JsonSerializable(typeof(PayPalCapture))]
[JsonSerializable(typeof(PayPalRefund))]
[JsonSerializable(typeof(PayPalDispute))]
[JsonSerializable(typeof(PayPalDisputes))]
[JsonSerializable(typeof(PayPalOrderRequest))]
[JsonSerializable(typeof(PayPalCaptureRequest))]
[JsonSerializable(typeof(PayPalRefundRequest))]
[JsonSerializable(typeof(PayPalToken))]
[JsonSerializable(typeof(PayPalWebhooks))]
[JsonSerializable(typeof(PayPalVerification))]
[JsonSerializable(typeof(PayPalError))]
[JsonSerializable(typeof(PayPalEvent))]
internal sealed partial class PayPalJson : JsonSerializerContext;
