namespace Lobster.Core.Payments;

/// <summary>A gateway that sends money back. A capability of <see cref="IPaymentGateway"/>.</summary>
public interface IRefunds
{
    /// <summary>
    /// Sends money back. May be called again for the same refund, after a lost answer too, and then sends nothing twice: by the provider's idempotency key
    /// (from <see cref="Refund.RequestId"/>) or by looking for the first one.
    /// </summary>
    /// <param name="payment">The payment.</param>
    /// <param name="refund">How much, and our id of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The refund as the provider knows it now.</returns>
    /// <exception cref="GatewayException">
    /// <see cref="GatewayErrorKind.Rejected"/>: it will never happen, in words for an admin. Any other kind: unknown or not now, ask again.
    /// </exception>
    Task<ReportedRefund> RefundAsync(Payment payment, Refund refund, CancellationToken cancellationToken);
}
