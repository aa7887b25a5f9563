using Lobster.Core.Plans;

namespace Lobster.Core.Billing.Storage;

/// <summary>
/// What a stretch of an image's life costs. Pure. Storage is charged by the hour: size in whole MB × price per GB-hour ÷ 1024, rounded once,
/// half to even, to the nano-unit. An hour costs the highest price in force at any moment of it; hours before the first price are free.
/// </summary>
public static class StorageRating
{
    /// <summary>MB in a GB of storage, as everywhere where disks are measured.</summary>
    public const int MbPerGb = 1024;

    /// <summary>Minutes of a charged interval; storage has no setting of its own.</summary>
    public const int Minutes = 60;

    /// <summary>Microseconds of a charged interval.</summary>
    public const long Length = Minutes * 60 * Instant.MicrosPerSecond;

    /// <summary>What an hour of an image costs.</summary>
    /// <param name="perGbHour">The price per GB-hour.</param>
    /// <param name="sizeMb">Whole MB.</param>
    public static Money Hourly(Money perGbHour, long sizeMb) => perGbHour.Scale(sizeMb, MbPerGb);

    /// <summary>How many hours are due: those that have ended or, once billing has, all up to the end, the last rounded up.</summary>
    /// <param name="start">When billing started.</param>
    /// <param name="chargedUntil">The watermark.</param>
    /// <param name="end">When billing ended; null while it runs.</param>
    /// <param name="now">The business moment.</param>
    /// <param name="minimum">The fewest hours that an image is charged for.</param>
    public static long Due(Instant start, Instant chargedUntil, Instant? end, Instant now, int minimum) => end is { } over
        ? Rating.Remaining(start, chargedUntil, over, Minutes, minimum)
        : Rating.Ended(chargedUntil, now, Minutes);

    /// <summary>The segments of <paramref name="count"/> hours from the watermark on; free hours at the beginning are in none of them.</summary>
    /// <param name="course">The versions that hold in the image's region, in order of their start.</param>
    /// <param name="sizeMb">Whole MB.</param>
    /// <param name="chargedUntil">The watermark.</param>
    /// <param name="count">How many hours.</param>
    public static IReadOnlyList<RatedSegment> Rate(IReadOnlyList<PriceVersion> course, long sizeMb, Instant chargedUntil, long count)
    {
        if (course.Count == 0) return [];
        var first = course[0].From;
        var free = first <= chargedUntil ? 0 : Math.Min(count, (first.Micros - chargedUntil.Micros) / Length);
        if (free == count) return [];
        var from = new Instant(chargedUntil.Micros + (free * Length));
        var points = course.Select(p => new RatePoint(p.From, p.Id, Hourly(p.Sale, sizeMb), 1000)).ToList();
        // The hour in which the first price starts costs that price.
        if (points[0].From > from) points[0] = points[0] with { From = from };
        return Rating.Rate(points, from, count - free, Minutes);
    }
}
