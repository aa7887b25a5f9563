namespace Lobster.Core.Payments;

/// <summary>What staff record of money that came by a bank transfer.</summary>
/// <param name="PaymentId">The payment that it is for.</param>
/// <param name="Amount">What came, decimal text in the payment's currency.</param>
/// <param name="BankReference">The bank's own reference of the booking: unique, so that one booking is recorded once.</param>
/// <param name="ValueDate">The day on which the bank had it.</param>
public sealed record TransferForm(PaymentId PaymentId, string? Amount, string? BankReference, DateOnly? ValueDate);
