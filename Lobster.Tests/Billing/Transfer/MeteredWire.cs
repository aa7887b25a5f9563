using Lobster.Core;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;

namespace Lobster.Tests.Billing.Transfer;

/// <summary>A machine that sends so many bytes in each hour, and a provider's counters on it, of one kind: the reference, byte by byte.</summary>
internal sealed class MeteredWire(TransferKind kind, int[] hours)
{
    public static readonly Instant Start = Instant.Utc(2028, 2, 10);
    private int began;

    /// <summary>What the counters say after so many hours.</summary>
    public IEnumerable<(string Counter, MeterFigures Figures)> Read(int now) => kind switch
    {
        TransferKind.Cumulative => [("eth0", Between(began, now))],
        TransferKind.MonthToDate => [("eth0", Between(Math.Max(began, MonthBegin(now)), now))],
        TransferKind.UtcDay => Enumerable.Range(0, (now + 23) / 24).Select(day => ($"day-{day}", Between(day * 24, Math.Min(now, (day * 24) + 24)))),
        _ => Enumerable.Range(0, now / 3).Select(span => ("eth0", Between(span * 3, (span * 3) + 3))),
    };

    /// <summary>Lets the counter begin anew, where it can.</summary>
    public void Reset(int now)
    {
        if (kind == TransferKind.Cumulative) began = now;
    }

    /// <summary>How far the counters told of, having been read at this hour.</summary>
    public int LastTold(int now) => kind == TransferKind.Delta ? now / 3 * 3 : now;

    public long SentUntil(int hour) => Sum(0, hour) - (kind == TransferKind.MonthToDate ? Untold(hour) : 0);

    // What was sent between the last reading of a month and its end, month-to-date counters never tell.
    private readonly List<int> readings = [0];

    private long Untold(int hour)
    {
        var end = MonthBegin(hours.Length);
        var before = readings.Where(r => r <= end).Max();
        return readings.Any(r => r > end) ? Sum(before, end) : 0;
    }

    private MeterFigures Between(int from, int until)
    {
        readings.Add(until);
        return new MeterFigures(Sum(from, until), Sum(from, until), Start + TimeSpan.FromHours(from), Start + TimeSpan.FromHours(until));
    }

    private long Sum(int from, int until) => hours[from..Math.Max(from, until)].Sum();

    private static int MonthBegin(int now)
    {
        var march = (int)(Instant.Utc(2028, 3, 1) - Start).TotalHours;
        return now > march ? march : 0;
    }
}
