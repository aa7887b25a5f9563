namespace Lobster.Core.Payments;

/// <summary>Money that went back, or is on its way.</summary>
/// <param name="Key">The provider's id of the refund.</param>
/// <param name="AmountMinor">How much, in minor units of the payment's currency.</param>
/// <param name="State"><see cref="RefundState.Pending"/>, <see cref="RefundState.Completed"/> or <see cref="RefundState.Failed"/>.</param>
public sealed record ReportedRefund(string Key, long AmountMinor, RefundState State)
{
    /// <summary>Our own id of the refund (<see cref="Refund.RequestId"/>), where the provider carries it; null otherwise and for refunds made at the provider.</summary>
    public Guid? RequestId { get; init; }
}
