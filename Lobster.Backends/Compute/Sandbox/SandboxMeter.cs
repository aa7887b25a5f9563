using System.Globalization;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>Puts traffic into readings of the kind that the region's options ask for. All moments are business ones.</summary>
internal static class SandboxMeter
{
    private const string Interface = "eth0";

    public static IEnumerable<TransferReading> Read(
        SandboxTraffic traffic, SandboxMachine machine, TransferKind kind, bool resetAtBoot, Instant since, Instant now)
    {
        var began = new Instant(resetAtBoot ? Math.Max(machine.CounterBiz, traffic.LastBoot ?? 0) : machine.CounterBiz);
        return kind switch
        {
            TransferKind.MonthToDate => [Reading(Later(began, Instant.Utc(now.Day.Year, now.Day.Month, 1)), now, Interface)],
            TransferKind.UtcDay => Spans(Later(began, Instant.StartOf(since.Day)), now, TimeSpan.FromDays(1), whole: false)
                .Select(s => Reading(s.From, s.Until, s.From.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            TransferKind.Delta => Spans(Later(began, since), now, TimeSpan.FromHours(1), whole: true)
                .Select(s => Reading(s.From, s.Until, Interface)),
            _ => [Reading(began, now, Interface)],
        };

        TransferReading Reading(Instant from, Instant until, string counter)
        {
            var (received, sent) = traffic.Between(from, until);
            return new TransferReading(machine.Id, kind, counter, received, sent, from, until);
        }
    }

    /// <summary>Cuts [from, until) at the multiples of a step; the last, unfinished piece only if not <paramref name="whole"/>.</summary>
    private static IEnumerable<(Instant From, Instant Until)> Spans(Instant from, Instant until, TimeSpan step, bool whole)
    {
        var stepMicros = step.Ticks / TimeSpan.TicksPerMicrosecond;
        while (from < until)
        {
            var end = new Instant((from.Micros / stepMicros + 1) * stepMicros);
            if (whole && end > until)
                yield break;
            yield return (from, Earlier(end, until));
            from = end;
        }
    }

    private static Instant Later(Instant a, Instant b) => a > b ? a : b;

    private static Instant Earlier(Instant a, Instant b) => a < b ? a : b;
}
