using System.Globalization;

namespace Lobster.Core.Tax;

/// <summary>Reads a rate of tax as typed.</summary>
internal static class TaxPercent
{
    /// <summary>0 to 100 % with three decimals at most, as thousandths of a percent; null when it will do.</summary>
    public static Refusal? Read(string field, string? text, out int thousandths)
    {
        thousandths = 0;
        var isNumber = decimal.TryParse(text?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent);
        if (!isNumber || percent > 100 || percent * 1000 != decimal.Truncate(percent * 1000))
            return new Refusal.Invalid(field, "Enter 0 to 100, with three decimals at most.");
        thousandths = (int)(percent * 1000);
        return null;
    }
}
