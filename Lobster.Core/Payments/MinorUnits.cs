namespace Lobster.Core.Payments;

/// <summary>Turns credit into what gateways count in: whole minor units (cents; in some currencies there are none).</summary>
public static class MinorUnits
{
    private static readonly HashSet<string> None = new(StringComparer.Ordinal)
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
    };

    private static readonly HashSet<string> Three = new(StringComparer.Ordinal) { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

    /// <summary>How many decimals an amount in this currency has, by ISO 4217.</summary>
    /// <param name="currency">Three capital letters.</param>
    public static int Digits(string currency) => None.Contains(currency) ? 0 : Three.Contains(currency) ? 3 : 2;

    /// <summary>The amount in minor units; null when it is no whole number of them.</summary>
    public static long? From(Money amount, string currency) =>
        Math.DivRem(amount.Nanos, NanosIn(currency)) is (var minor, 0) ? minor : null;

    /// <summary>The exact amount.</summary>
    /// <exception cref="OverflowException">More than <see cref="Money"/> holds.</exception>
    public static Money ToMoney(long minor, string currency) => new(checked(minor * NanosIn(currency)));

    /// <summary>The amount with its currency for people and logs, such as "25.00 USD".</summary>
    public static string Text(long minor, string currency) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ToMoney(minor, currency).ToDecimal().ToString("F" + Digits(currency), System.Globalization.CultureInfo.InvariantCulture)} {currency}");

    private static long NanosIn(string currency) => Digits(currency) switch
    {
        0 => Money.NanosPerUnit,
        3 => Money.NanosPerUnit / 1000,
        _ => Money.NanosPerUnit / 100,
    };
}
