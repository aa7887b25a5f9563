namespace Lobster.Core.Payments;

/// <summary>A payment in the list of staff.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Account">Its account's name.</param>
public sealed record PaymentRow(Payment Payment, string Account);
