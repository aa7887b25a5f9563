using System.Globalization;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Bank;

/// <summary>The short reference that a customer types at the bank: "LB", the payment's number and two check digits (ISO 7064, mod 97-10), so that a slip is seen.</summary>
internal static class BankReference
{
    /// <summary>The reference of a payment, such as "LB1042-53".</summary>
    public static string Of(PaymentId id) => string.Create(CultureInfo.InvariantCulture, $"LB{id.Value}-{98 - (((Int128)id.Value * 100) % 97):00}");
}
