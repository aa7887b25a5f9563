using System.Globalization;

namespace Lobster.Web.Components.Panel.Charging;

/// <summary>Which month an address means.</summary>
internal static class MonthWalk
{
    /// <summary>The month of the address, "2026-11"; this month when there is none or it cannot be read.</summary>
    public static DateOnly Read(string? text, DateOnly today) => TryRead(text, out var month) ? month : new DateOnly(today.Year, today.Month, 1);

    /// <summary>Whether it is a month, written "2026-11", of a year that a panel can know of.</summary>
    public static bool TryRead(string? text, out DateOnly month) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out month) && month.Year is >= 2000 and < 2200;
}
