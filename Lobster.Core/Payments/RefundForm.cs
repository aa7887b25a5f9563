namespace Lobster.Core.Payments;

/// <summary>What staff enter to send money back.</summary>
/// <param name="RequestId">Minted when the form opens; the same one sends once, however often it arrives.</param>
/// <param name="PaymentId">Which payment.</param>
/// <param name="Amount">How much, decimal text in the payment's currency.</param>
/// <param name="Reason">Why, in words that the customer may read.</param>
public sealed record RefundForm(Guid RequestId, PaymentId PaymentId, string? Amount, string? Reason);
