using System.Globalization;

namespace Lobster.Web.Components.Panel.Charging;

/// <summary>Reads and steps months in addresses.</summary>
internal static class MonthWalk
{
    /// <summary>The month of the address, "2026-11"; this month when there is none or it cannot be read.</summary>
    public static DateOnly Read(string? text, DateOnly today) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year is >= 2000 and < 2200
            ? month
            : new DateOnly(today.Year, today.Month, 1);
}
