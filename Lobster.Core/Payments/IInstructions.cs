namespace Lobster.Core.Payments;

/// <summary>A gateway whose customers pay elsewhere by themselves, such as by a bank transfer: it tells them how. A capability of <see cref="IPaymentGateway"/>.</summary>
public interface IInstructions
{
    /// <summary>What to enter at the bank, line by line.</summary>
    /// <param name="payment">The payment, begun.</param>
    IReadOnlyList<PayInstruction> For(Payment payment);
}
