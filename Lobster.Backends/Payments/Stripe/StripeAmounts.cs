using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.Stripe;

/// <summary>
/// Amounts as Stripe counts them: whole numbers of its own smallest unit, which for some currencies is not that of ISO 4217 (https://docs.stripe.com/currencies).
/// The only place that knows. Exact both ways.
/// </summary>
internal static class StripeAmounts
{
    private static readonly HashSet<string> None = new(StringComparer.Ordinal)
    {
        "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF",
    };

    private static readonly HashSet<string> Three = new(StringComparer.Ordinal) { "BHD", "JOD", "KWD", "OMR", "TND" };

    // Those with two decimals at Stripe, with ISK and UGX among them although they have none.
    private static readonly HashSet<string> Two = new(StringComparer.Ordinal)
    {
        "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BMD", "BND", "BOB", "BRL", "BSD", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF",
        "CNY", "COP", "CRC", "CVE", "CZK", "DKK", "DOP", "DZD", "EGP", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GIP", "GMD", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS",
        "INR", "ISK", "JMD", "KES", "KGS", "KHR", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "MAD", "MDL", "MKD", "MMK", "MNT", "MOP", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN",
        "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "QAR", "RON", "RSD", "RUB", "SAR", "SBD", "SCR", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD",
        "STD", "SZL", "THB", "TJS", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "WST", "XCD", "XCG", "YER", "ZAR", "ZMW",
    };

    /// <summary>Whether Stripe takes payments in a currency.</summary>
    /// <param name="currency">ISO 4217 code in capitals.</param>
    public static bool IsTaken(string currency) => None.Contains(currency) || Two.Contains(currency) || Three.Contains(currency);

    /// <summary>An amount in Stripe's units; null when Stripe cannot take exactly that.</summary>
    /// <param name="minor">In minor units, ISO 4217.</param>
    /// <param name="currency">ISO 4217 code in capitals.</param>
    public static long? Write(long minor, string currency)
    {
        if (!IsTaken(currency)) return null;
        var amount = Scale(minor, Digits(currency) - MinorUnits.Digits(currency));
        // The networks round the third decimal, so that Stripe takes none but 0 there.
        return Three.Contains(currency) && amount % 10 != 0 ? null : amount;
    }

    /// <summary>An amount of Stripe's in minor units, ISO 4217; null when it is no whole number of them.</summary>
    /// <param name="amount">In Stripe's units.</param>
    /// <param name="currency">ISO 4217 code in capitals.</param>
    public static long? Read(long amount, string currency) => Scale(amount, MinorUnits.Digits(currency) - Digits(currency));

    /// <summary>Stripe's way to write a currency.</summary>
    public static string Lower(string currency) => currency.ToLowerInvariant();

    /// <summary>Our way to write a currency; nothing for none.</summary>
    public static string Upper(string? currency) => currency?.ToUpperInvariant() ?? "";

    private static int Digits(string currency) => None.Contains(currency) ? 0 : Three.Contains(currency) ? 3 : 2;

    private static long? Scale(long amount, int digits)
    {
        for (; digits > 0; digits--) amount = checked(amount * 10);
        for (; digits < 0; digits++)
        {
            if (amount % 10 != 0) return null;
            amount /= 10;
        }
        return amount;
    }
}
