using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// How much a machine has sent: a fixed rate over the business time in which it ran, plus what was added by hand. Received is a
/// fourth of it. A pure function of the stored runs, so every reader gets the same figures.
/// </summary>
internal sealed class SandboxTraffic
{
    /// <summary>Bytes sent in a business second, whatever the machine's size, which may change while past seconds may not; about 500 GB a month.</summary>
    private const long BytesPerSecond = 200_000;

    private readonly long rate;
    private readonly List<(long From, long? Until)> runs;
    private readonly List<(long At, long Bytes)> extras;

    public SandboxTraffic(SandboxSession session, SandboxMachine machine)
    {
        // Up to 40 % more or less, so that neighbours differ.
        rate = BytesPerSecond * (60 + (machine.Seq * 37 % 81)) / 100;
        runs = session.Query(
            "SELECT from_biz, until_biz FROM run WHERE machine = @0 ORDER BY from_biz",
            row => (row.GetInt64(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), machine.Seq);
        extras = session.Query(
            "SELECT at_biz, out_bytes FROM extra WHERE machine = @0", row => (row.GetInt64(0), row.GetInt64(1)), machine.Seq);
    }

    /// <summary>When the machine last began to run, business micros; null: it never ran.</summary>
    public long? LastBoot => runs.Count == 0 ? null : runs[^1].From;

    /// <summary>Bytes sent and received in the half-open span.</summary>
    public (long In, long Out) Between(Instant from, Instant until)
    {
        Int128 micros = 0;
        foreach (var run in runs)
            micros += Math.Max(0, Math.Min(run.Until ?? long.MaxValue, until.Micros) - Math.Max(run.From, from.Micros));
        var added = extras.Where(e => e.At >= from.Micros && e.At < until.Micros).Sum(e => e.Bytes);
        var sent = (long)(micros * rate / Instant.MicrosPerSecond) + added;
        return (sent / 4, sent);
    }
}
