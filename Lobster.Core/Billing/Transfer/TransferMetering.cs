using Lobster.Core.Compute;

namespace Lobster.Core.Billing.Transfer;

/// <summary>Takes from the readings of a counter the bytes that are new, each once. Pure: no clock, no database.</summary>
public static class TransferMetering
{
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    /// <summary>What a reading adds to what is known.</summary>
    /// <param name="kind">What the figures mean.</param>
    /// <param name="last">What is known of the counter; null when this is its first reading.</param>
    /// <param name="next">What it says now.</param>
    /// <param name="since">From when on the machine's bytes count: its last reading by any counter, or the start of its billing.</param>
    /// <returns>Null when the reading tells nothing new: it is older than the last one, or carries no figure.</returns>
    public static MeterStep? Step(TransferKind kind, MeterState? last, MeterFigures next, Instant since) =>
        next is { In: null, Out: null } || next.In < 0 || next.Out < 0 ? null : kind switch
        {
            TransferKind.UtcDay => Day(last, next, since),
            TransferKind.Delta => Delta(last, next, since),
            _ => Counter(kind, last, next, since),
        };

    /// <summary>Divides the bytes of a span among its UTC days in proportion to time; the parts sum up exactly.</summary>
    public static IEnumerable<(DateOnly Day, long Bytes)> ByDay(Instant from, Instant until, long bytes)
    {
        if (until <= from || until.Day == from.Day)
        {
            yield return (from.Day, bytes);
            yield break;
        }

        long given = 0;
        for (var day = from.Day; Instant.StartOf(day) < until; day = day.AddDays(1))
        {
            var end = Instant.StartOf(day.AddDays(1));
            var upTo = end >= until ? bytes : (long)((Int128)bytes * (end.Micros - from.Micros) / (until.Micros - from.Micros));
            if (upTo != given) yield return (day, upTo - given);
            given = upTo;
        }
    }

    private static MeterStep? Counter(TransferKind kind, MeterState? known, MeterFigures next, Instant since)
    {
        if (known is not { } last) return First(kind, next, since);
        if (next.Until <= last.Until) return null;
        var state = new MeterState(next.In ?? last.In, next.Out ?? last.Out, next.From ?? last.From, next.Until);
        var beganAnew = next.From >= last.Until || next.In < last.In || next.Out < last.Out;
        if (!beganAnew) return new MeterStep(state, last.Until, next.Until, state.In - last.In, state.Out - last.Out);
        var month = StartOfMonth(next.Until);
        var from = next.From ?? (kind == TransferKind.MonthToDate && month > last.Until ? month : last.Until);
        state = state with { From = next.From ?? last.Until };
        return new MeterStep(state, Later(from, last.Until), next.Until, next.In ?? 0, next.Out ?? 0);
    }

    // A counter that ran long before the machine was ours is only noted; one that began with it counts from its beginning.
    private static MeterStep? First(TransferKind kind, MeterFigures next, Instant since)
    {
        var from = next.From is { } told && told > since ? told : since;
        if (next.Until < from) return null;
        var state = new MeterState(next.In ?? 0, next.Out ?? 0, next.From ?? since, next.Until);
        var isOlder = kind == TransferKind.Cumulative && next.From < since - Slack;
        return isOlder ? new MeterStep(state, next.Until, next.Until, 0, 0) : new MeterStep(state, from, next.Until, state.In, state.Out);
    }

    private static MeterStep? Day(MeterState? known, MeterFigures next, Instant since)
    {
        var day = (next.From ?? new Instant(next.Until.Micros - 1)).Day;
        if (known is null && day < since.Day) return null;
        var (begin, end) = (Instant.StartOf(day), Instant.StartOf(day.AddDays(1)));
        var until = next.Until < end ? next.Until : end;
        if (known is not { } last) return new MeterStep(new MeterState(next.In ?? 0, next.Out ?? 0, begin, until), begin, until, next.In ?? 0, next.Out ?? 0);
        if (until < last.Until) return null;
        var state = new MeterState(next.In ?? last.In, next.Out ?? last.Out, begin, until);
        return new MeterStep(state, begin, until, state.In - last.In, state.Out - last.Out);
    }

    private static MeterStep? Delta(MeterState? last, MeterFigures next, Instant since)
    {
        var from = next.From ?? last?.Until ?? since;
        var counted = last?.Until ?? (from < since - Slack ? since : from);
        var begin = Later(from, counted);
        if (next.Until <= begin) return null;
        var state = new MeterState(next.In ?? 0, next.Out ?? 0, from, next.Until);
        return new MeterStep(state, begin, next.Until, Part(next.In ?? 0), Part(next.Out ?? 0));

        long Part(long bytes) => (long)((Int128)bytes * (next.Until.Micros - begin.Micros) / (next.Until.Micros - from.Micros));
    }

    private static Instant Later(Instant a, Instant b) => a > b ? a : b;

    private static Instant StartOfMonth(Instant at) => Instant.StartOf(new DateOnly(at.Day.Year, at.Day.Month, 1));
}
