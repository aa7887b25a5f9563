using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Plans;
using Lobster.Core.Regions;

namespace Lobster.Core.Billing.Corrections;

/// <summary>Which days are reckoned again, of which kind, and with which price.</summary>
internal sealed record CorrectionSpan(DateOnly From, DateOnly To, string Reason, ChargeKind? Only, PriceVersion? Price, Instant PriceFrom)
{
    /// <summary>The most days at once.</summary>
    public const int MostDays = 400;

    /// <summary>Whether charges of a kind are reckoned again. A price says nothing about other kinds, and corrections that they had before stay.</summary>
    public bool Covers(ChargeKind kind) => Price is null ? Only is null || Only == kind : kind == CorrectionPrice.KindOf(Price.Subject);

    /// <summary>Whether the price should have been paid in a region.</summary>
    public bool HoldsIn(RegionId region) => Price is { } price && (price.RegionId is null || price.RegionId == region);

    /// <summary>Reads the form; null when all of it was good.</summary>
    /// <param name="form">What was typed.</param>
    /// <param name="price">The price that it names, if it does.</param>
    /// <param name="withReason">Whether the reason must be there: not yet while the effect is looked at.</param>
    /// <param name="span">What was read.</param>
    public static Refusal? Read(CorrectionForm form, PriceVersion? price, bool withReason, out CorrectionSpan span)
    {
        span = new CorrectionSpan(default, default, form.Reason?.Trim() ?? "", form.Only, price, default);
        if (!Day(form.From, out var from)) return new Refusal.Invalid(nameof(form.From), "Enter a day such as 2026-11-01.");
        if (!Day(form.To, out var to)) return new Refusal.Invalid(nameof(form.To), "Enter a day such as 2026-11-30.");
        if (to < from) return new Refusal.Invalid(nameof(form.To), "Choose a day that is not before the first.");
        if (to.DayNumber - from.DayNumber >= MostDays) return new Refusal.Invalid(nameof(form.To), "Choose at most {0} days at once.", MostDays);
        if (price is not null && form.Only is { } only && only != CorrectionPrice.KindOf(price.Subject))
            return new Refusal.Invalid(nameof(form.PriceVersionId), "Choose one of the prices offered.");
        var start = Instant.StartOf(from);
        if (!string.IsNullOrWhiteSpace(form.PriceFrom))
        {
            const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces;
            if (!DateTimeOffset.TryParse(form.PriceFrom, CultureInfo.InvariantCulture, Utc, out var moment))
                return new Refusal.Invalid(nameof(form.PriceFrom), "Enter a date and time such as 2026-12-01 00:00.");
            start = Instant.From(moment);
        }

        span = span with { From = from, To = to, PriceFrom = start };
        return withReason ? StaffText.Check(nameof(form.Reason), span.Reason, Adjustments.LongestReason) : null;
    }

    private static bool Day(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is > 1970 and < 9999;
}
