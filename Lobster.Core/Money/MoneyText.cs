using System.Globalization;

namespace Lobster.Core;

/// <summary>Reads amounts that people type. Only digits and one point: no sign games, no exponent, no group marks, no NaN.</summary>
public static class MoneyText
{
    /// <summary>
    /// Reads <paramref name="text"/> as a decimal amount with at most nine decimals.
    /// </summary>
    /// <param name="text">What was typed; surrounding blanks are ignored.</param>
    /// <param name="money">The amount when the answer is null.</param>
    /// <param name="allowNegative">Whether one leading minus is accepted.</param>
    /// <returns>Null when it could be read; otherwise a sentence that says what to do.</returns>
    public static string? Read(string? text, out Money money, bool allowNegative = false)
    {
        money = default;
        var trimmed = text?.Trim().Replace('\u2212', '-') ?? "";
        if (trimmed.Length == 0) return "Enter an amount.";
        if (trimmed[0] == '-' && !allowNegative) return "Enter an amount above zero.";
        var styles = NumberStyles.AllowDecimalPoint | (allowNegative ? NumberStyles.AllowLeadingSign : NumberStyles.None);
        if (trimmed[0] == '+' || trimmed.Length > 40 || !decimal.TryParse(trimmed, styles, CultureInfo.InvariantCulture, out var amount))
            return "Enter a number such as 25.00.";
        var point = trimmed.IndexOf('.');
        if (point >= 0 && trimmed.Length - point - 1 > 9) return "Use at most nine decimals.";
        if (Math.Abs(amount) > Money.MaxNanos / Money.NanosPerUnit) return "Enter an amount of at most 1,000,000,000.";
        money = Money.FromDecimal(amount);
        return null;
    }
}
