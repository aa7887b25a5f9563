namespace Lobster.Core.Billing;

/// <summary>
/// What a stretch of a machine's life costs. Pure: no clock, no database. An interval costs the highest rate in force at any moment
/// of it and belongs to the UTC day in which it starts.
/// </summary>
public static class Rating
{
    /// <summary>How many whole intervals have ended by <paramref name="now"/>.</summary>
    /// <param name="chargedUntil">The watermark, on the machine's grid.</param>
    /// <param name="now">Until when to look.</param>
    /// <param name="minutes">The interval's length.</param>
    public static long Ended(Instant chargedUntil, Instant now, int minutes) =>
        Math.Max(0, (now.Micros - chargedUntil.Micros) / Length(minutes));

    /// <summary>
    /// How many intervals remain to be charged when a machine ends at <paramref name="end"/>: the running one is rounded up (60 min 0 s is
    /// one hour), and all together are at least <paramref name="minimum"/>.
    /// </summary>
    public static long Remaining(Instant start, Instant chargedUntil, Instant end, int minutes, int minimum)
    {
        var length = Length(minutes);
        var lived = (Math.Max(0, end.Micros - start.Micros) + length - 1) / length;
        var charged = (chargedUntil.Micros - start.Micros) / length;
        return Math.Max(0, Math.Max(lived, minimum) - charged);
    }

    /// <summary>The segments of <paramref name="count"/> intervals from the watermark on.</summary>
    /// <param name="timeline">The machine's rates in order of their start; the first must not start after <paramref name="chargedUntil"/>.</param>
    /// <param name="chargedUntil">The watermark.</param>
    /// <param name="count">How many intervals.</param>
    /// <param name="minutes">The interval's length.</param>
    /// <exception cref="InvalidOperationException">No rate is in force at the watermark.</exception>
    public static IReadOnlyList<RatedSegment> Rate(IReadOnlyList<RatePoint> timeline, Instant chargedUntil, long count, int minutes)
    {
        var segments = new List<RatedSegment>();
        var length = Length(minutes);
        var next = LastAtOrBefore(timeline, chargedUntil);
        for (var at = chargedUntil; count > 0;)
        {
            while (next + 1 < timeline.Count && timeline[next + 1].From <= at) next++;
            var (point, steady) = Highest(timeline, next, at, length, minutes);
            var alike = Math.Min(count, Math.Min(steady, UntilDayEnds(at, length)));
            Add(segments, at, alike, length, point, minutes);
            at = new Instant(at.Micros + (alike * length));
            count -= alike;
        }

        return segments;
    }

    // The dearest point in force within the interval at `at`, and for how many intervals nothing changes.
    private static (RatePoint Point, long Steady) Highest(IReadOnlyList<RatePoint> timeline, int current, Instant at, long length, int minutes)
    {
        var best = timeline[current];
        if (current + 1 == timeline.Count) return (best, long.MaxValue);
        var toNext = timeline[current + 1].From.Micros - at.Micros;
        if (toNext >= length) return (best, toNext / length);
        for (var i = current + 1; i < timeline.Count && timeline[i].From.Micros < at.Micros + length; i++)
            if (timeline[i].PerInterval(minutes) > best.PerInterval(minutes)) best = timeline[i];
        return (best, 1);
    }

    private static void Add(List<RatedSegment> segments, Instant at, long intervals, long length, RatePoint point, int minutes)
    {
        var until = new Instant(at.Micros + (intervals * length));
        if (segments.Count > 0 && segments[^1] is var last && last.Day == at.Day && IsSameRate(last.Point, point))
            segments[^1] = last with { Until = until, Intervals = checked(last.Intervals + (int)intervals) };
        else
            segments.Add(new RatedSegment(at.Day, at, until, checked((int)intervals), point, point.PerInterval(minutes)));
    }

    /// <summary>Whether two points charge the same for the same reason, so that their intervals may share a line.</summary>
    public static bool IsSameRate(RatePoint a, RatePoint b) => a.PriceVersionId == b.PriceVersionId && a.Factor == b.Factor;

    private static int LastAtOrBefore(IReadOnlyList<RatePoint> timeline, Instant at)
    {
        for (var i = timeline.Count - 1; i >= 0; i--)
            if (timeline[i].From <= at) return i;
        throw new InvalidOperationException("No rate is in force where charging stands.");
    }

    private static long UntilDayEnds(Instant at, long length) =>
        (Instant.StartOf(at.Day.AddDays(1)).Micros - at.Micros + length - 1) / length;

    private static long Length(int minutes) => minutes * 60L * Instant.MicrosPerSecond;
}
