using System.Globalization;

namespace Lobster.Core;

/// <summary>Reads what admins type into forms; each answers null, or the refusal that stands beside the field.</summary>
internal static class FormText
{
    /// <summary>One printable line, blanks around it cut off.</summary>
    public static Refusal? Line(string field, string? text, int most, bool required, out string line)
    {
        line = text?.Trim() ?? "";
        if (line.Length == 0 && required) return new Refusal.Invalid(field, "Enter 1 to {0} characters.", most);
        if (line.Length > most) return new Refusal.Invalid(field, "Use at most {0} characters.", most);
        return line.Any(char.IsControl) ? new Refusal.Invalid(field, "Use printable characters only.") : null;
    }

    /// <summary>A whole number within bounds: digits, and a minus where the least is below zero.</summary>
    public static Refusal? Number(string field, string? text, int least, int most, out int number)
    {
        var styles = least < 0 ? NumberStyles.AllowLeadingSign : NumberStyles.None;
        return int.TryParse(text?.Trim(), styles, CultureInfo.InvariantCulture, out number) && number >= least && number <= most
            ? null
            : new Refusal.Invalid(field, "Enter a whole number from {0} to {1}.", least, most);
    }

    /// <summary>A share of a price, 0 to 100 % with one decimal at most, as thousandths.</summary>
    public static Refusal? Percent(string field, string? text, out int thousandths)
    {
        thousandths = 0;
        var isNumber = decimal.TryParse(text?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent);
        if (!isNumber || percent > 100 || percent * 10 != decimal.Truncate(percent * 10))
            return new Refusal.Invalid(field, "Enter 0 to 100, with one decimal at most.");
        thousandths = (int)(percent * 10);
        return null;
    }
}
