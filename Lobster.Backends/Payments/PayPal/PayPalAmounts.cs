using Lobster.Core.Payments;

namespace Lobster.Backends.Payments.PayPal;

/// <summary>
/// PayPal's currencies and their decimals (https://developer.paypal.com/api/rest/reference/currency-codes/): forint and Taiwan dollars have none there, although they
/// have two by ISO 4217.
/// </summary>
internal static class PayPalAmounts
{
    private static readonly HashSet<string> Currencies = new(StringComparer.Ordinal)
    {
        "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD",
    };

    private static readonly HashSet<string> Whole = new(StringComparer.Ordinal) { "HUF", "JPY", "TWD" };

    /// <summary>Whether PayPal takes payments in this currency.</summary>
    public static bool Has(string currency) => Currencies.Contains(currency);

    /// <summary>How many decimals PayPal has in this currency.</summary>
    public static int Digits(string currency) => Whole.Contains(currency) ? 0 : MinorUnits.Digits(currency);

    /// <summary>Writes an amount; null when PayPal cannot express it.</summary>
    /// <param name="minor">In minor units, ISO 4217; not negative.</param>
    /// <param name="currency">ISO 4217 code.</param>
    public static PayPalMoney? Write(long minor, string currency) =>
        Has(currency) && DecimalAmount.Write(minor, currency, Digits(currency)) is { } text ? new PayPalMoney(currency, text) : null;

    /// <summary>Reads an amount; null when there is none, or none that is exact.</summary>
    public static (long Minor, string Currency)? Read(PayPalMoney? money) =>
        money is { CurrencyCode: { Length: 3 } currency } && currency.All(char.IsAsciiLetterUpper) && DecimalAmount.Read(money.Value, currency) is { } minor ? (minor, currency) : null;
}
