namespace Lobster.Core.Billing.Transfer;

/// <summary>How much transfer a month's pool allows. Pure: each machine adds, of its plan's monthly transfer, the part of the month that it exists with that plan.</summary>
public static class TransferAllowance
{
    /// <summary>The allowance that the machines have earned by a moment, in bytes, each machine's part rounded down.</summary>
    /// <param name="machines">All that existed in the month.</param>
    /// <param name="month">Its first day.</param>
    /// <param name="until">Up to when: now, or the month's end for the projected allowance.</param>
    public static long Bytes(IEnumerable<PoolShare> machines, DateOnly month, Instant until)
    {
        var (from, end) = (Instant.StartOf(month), Instant.StartOf(month.AddMonths(1)));
        return machines.Aggregate(0L, (sum, m) => checked(sum + Of(m, from, end, until < end ? until : end)));
    }

    /// <summary>The same up to the month's end, as if all that run now ran on.</summary>
    public static long Projected(IEnumerable<PoolShare> machines, DateOnly month) => Bytes(machines, month, Instant.StartOf(month.AddMonths(1)));

    private static long Of(PoolShare machine, Instant monthFrom, Instant monthUntil, Instant until)
    {
        var begin = machine.Start > monthFrom ? machine.Start : monthFrom;
        var over = machine.End is { } end && end < until ? end : until;
        Int128 gbMicros = 0;
        for (var i = 0; i < machine.Plans.Count; i++)
        {
            var from = i == 0 || machine.Plans[i].From < begin ? begin : machine.Plans[i].From;
            var next = i + 1 < machine.Plans.Count && machine.Plans[i + 1].From < over ? machine.Plans[i + 1].From : over;
            if (next > from) gbMicros += (Int128)machine.Plans[i].Gb * (next.Micros - from.Micros);
        }

        return (long)(gbMicros * TransferOptions.BytesPerGb / (monthUntil.Micros - monthFrom.Micros));
    }
}
