namespace Lobster.Core.Payments;

/// <summary>A page of payments.</summary>
/// <param name="Rows">The payments, newest first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record PaymentPage(IReadOnlyList<Payment> Rows, int Total);
