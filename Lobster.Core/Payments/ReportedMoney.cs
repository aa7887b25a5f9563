namespace Lobster.Core.Payments;

/// <summary>Money that came in.</summary>
/// <param name="Key">The provider's id of this very movement of money (capture, PaymentIntent, checkout, invoice); crediting it twice is what the ledger refuses.</param>
/// <param name="AmountMinor">What the customer paid, in minor units.</param>
/// <param name="Currency">ISO 4217 code in capitals.</param>
public sealed record ReportedMoney(string Key, long AmountMinor, string Currency);
