using System.Globalization;
using Lobster.Core.Payments;

namespace Lobster.Backends.Payments;

/// <summary>
/// Amounts as decimal text, the way PayPal, Coinbase and BTCPay write them. Exact both ways: no sign, no exponent, no group separators, and no more decimals than the
/// provider has in that currency.
/// </summary>
internal static class DecimalAmount
{
    private static readonly decimal[] Powers = [1, 10, 100, 1000];

    /// <summary>Writes an amount; null when the provider has too few decimals for it.</summary>
    /// <param name="minor">In minor units, ISO 4217; not negative.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="digits">How many decimals the provider has in this currency.</param>
    public static string? Write(long minor, string currency, int digits)
    {
        var value = minor / Powers[MinorUnits.Digits(currency)];
        return decimal.Round(value, digits) == value ? value.ToString("F" + digits, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Reads an amount into minor units, ISO 4217; null when it is none, or has more decimals than the currency.</summary>
    public static long? Read(string? text, string currency)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
        // Beyond what any payment is, and what a multiplication of it would overflow.
        if (value > long.MaxValue / 1000) return null;
        var minor = value * Powers[MinorUnits.Digits(currency)];
        return decimal.Truncate(minor) == minor ? (long)minor : null;
    }
}
