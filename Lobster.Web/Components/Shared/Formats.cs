using System.Globalization;
using Lobster.Core;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Components.Shared;

/// <summary>
/// How the panel writes dates, durations, sizes and the runway; money is in the other half. One instance per circuit, in the
/// customer's zone. Words go through the localiser, numbers through the current culture.
/// </summary>
public sealed partial class Formats(IStringLocalizer<Ui> words, BusinessClock clock, PanelCurrency currency)
{
    private const char Minus = '\u2212';

    /// <summary>The customer's time zone; UTC until the browser has told it. Set by the root component alone.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The business moment now.</summary>
    public Instant Now => clock.Now;

    private static CultureInfo Culture => CultureInfo.CurrentCulture;

    /// <summary>"Thu 12 Nov, 09:41" in the customer's zone, with the year if it is not this one.</summary>
    public string Date(Instant at) => Moment(Local(at), Local(Now).Year);

    /// <summary>The same in UTC and says so: for whatever is billed.</summary>
    public string DateUtc(Instant at) => Moment(at.ToDateTimeOffset(), Now.ToDateTimeOffset().Year) + " UTC";

    /// <summary>"Thursday 12 November, 09:41 UTC", for the head of an overview.</summary>
    public string LongDateUtc(Instant at) => at.ToDateTimeOffset().ToString("dddd d MMMM, HH:mm", Culture) + " UTC";

    /// <summary>"12 Nov", with the year if it is not this one.</summary>
    public string Day(DateOnly day) => day.ToString(day.Year == Now.Day.Year ? "d MMM" : "d MMM yyyy", Culture);

    /// <summary>"Thu 12", the label of a day within its month.</summary>
    public string WeekDay(DateOnly day) => day.ToString("ddd d", Culture);

    /// <summary>"November 2026".</summary>
    public string Month(DateOnly day) => day.ToString("MMMM yyyy", Culture);

    /// <summary>"09:41" in the customer's zone.</summary>
    public string Time(Instant at) => Local(at).ToString("HH:mm", Culture);

    /// <summary>"15:17:04 UTC".</summary>
    public string TimeUtc(Instant at) => at.ToDateTimeOffset().ToString("HH:mm:ss", Culture) + " UTC";

    /// <summary>"5 min ago" under an hour, the date after that; the exact moment belongs in a tooltip.</summary>
    public string Ago(Instant at)
    {
        var span = Now - at;
        if (span < TimeSpan.Zero || span >= TimeSpan.FromHours(1)) return Date(at);
        if (span < TimeSpan.FromMinutes(1)) return words["{0} s ago", (int)span.TotalSeconds];
        return words["{0} min ago", (int)span.TotalMinutes];
    }

    /// <summary>A wait or a rest: "7 d 18 h", "5 h 12 min", "12 min", "under 1 min". Cut, never rounded up.</summary>
    public string Remaining(TimeSpan span)
    {
        if (span < TimeSpan.FromMinutes(1)) return words["under 1 min"];
        if (span < TimeSpan.FromHours(1)) return words["{0} min", span.Minutes];
        if (span < TimeSpan.FromDays(1)) return words["{0} h {1} min", span.Hours, span.Minutes];
        return words["{0} d {1} h", (int)span.TotalDays, span.Hours];
    }

    /// <summary>What is still going on: "0:41", "12:05", "1:02:03".</summary>
    public static string Elapsed(TimeSpan span)
    {
        if (span < TimeSpan.Zero) span = TimeSpan.Zero;
        return span < TimeSpan.FromHours(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}:{span.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}");
    }

    /// <summary>What is done: "1.2 s", "38 s", "4 min 10 s", then as <see cref="Remaining"/>.</summary>
    public string Took(TimeSpan span)
    {
        if (span < TimeSpan.FromSeconds(10))
            return words["{0} s", (Math.Round(span.Ticks / (decimal)TimeSpan.TicksPerSecond, 1)).ToString("0.#", Culture)];
        if (span < TimeSpan.FromMinutes(1)) return words["{0} s", span.Seconds];
        return span < TimeSpan.FromHours(1) ? words["{0} min {1} s", span.Minutes, span.Seconds] : Remaining(span);
    }

    /// <summary>Traffic and file sizes, decimal as billed: "612.40 GB", "2.31 TB", "18.20 MB", "512 B".</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
        var value = (decimal)bytes;
        var unit = 0;
        while (Math.Abs(value) >= 1000 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }
        return Signless(value, unit == 0 ? "N0" : "N2") + " " + units[unit];
    }

    /// <summary>The size of a stored image, from MB of 1024 to the GB: "14.25 GB".</summary>
    public static string Stored(long megabytes) =>
        megabytes < 1024 ? Count(megabytes) + " MB" : Signless(megabytes / 1024m, "N2") + " GB";

    /// <summary>RAM as sold, from MB of 1024: "4 GB", "512 MB".</summary>
    public static string Ram(long megabytes) =>
        megabytes % 1024 == 0 && megabytes > 0 ? Count(megabytes / 1024) + " GB" : Count(megabytes) + " MB";

    /// <summary>A disk or a transfer allowance as sold, from GB: "80 GB", "4 TB".</summary>
    public static string Gigabytes(long gigabytes) =>
        gigabytes >= 1000 && gigabytes % 1000 == 0 ? Count(gigabytes / 1000) + " TB" : Count(gigabytes) + " GB";

    /// <summary>A plain count with group marks: "1,142".</summary>
    public static string Count(long count) => Signless(count, "N0");

    /// <summary>A provider's long id, shortened in the middle: "7f3a91c2…c04b".</summary>
    public static string Shorten(string id) => id.Length <= 16 ? id : string.Concat(id.AsSpan(0, 8), "…", id.AsSpan(id.Length - 4));

    private static string Moment(DateTimeOffset at, int thisYear) =>
        at.ToString(at.Year == thisYear ? "ddd d MMM, HH:mm" : "ddd d MMM yyyy, HH:mm", Culture);

    private static string Signless(decimal value, string format) =>
        (value < 0 ? Minus.ToString() : "") + Math.Abs(value).ToString(format, Culture);

    private DateTimeOffset Local(Instant at) => TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), Zone);
}
