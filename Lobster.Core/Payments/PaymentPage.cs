namespace Lobster.Core.Payments;

/// <summary>A page of payments.</summary>
/// <param name="Rows">The payments, newest first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record PaymentPage(IReadOnlyList<Payment> Rows, int Total);

/// <summary>A payment with the number of its receipt.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Receipt">"R-000042"; null while it was not paid.</param>
public sealed record PaymentLine(Payment Payment, string? Receipt);
