namespace Lobster.Core;

/// <summary>
/// The clock of everything that costs money or follows from it: billing, standing, transfer pools, notices, the sandbox.
/// It follows the system clock, in Development possibly faster, and never runs backwards within a process.
/// Log-ins, tokens, HTTP and back-off use <see cref="TimeProvider"/> instead. Safe for use from many threads.
/// </summary>
/// <param name="system">The system's clock.</param>
/// <param name="anchor">Where speed counts from; see <see cref="ClockAnchor"/>. Null: business time is system time.</param>
public sealed class BusinessClock(TimeProvider system, ClockAnchor? anchor = null)
{
    private ClockAnchor? anchor = anchor;

    /// <summary>The business moment now, in UTC.</summary>
    public Instant Now => At(Instant.From(system.GetUtcNow()));

    /// <summary>The business moment of a moment of the system clock. Outside the time machine the two are the same.</summary>
    public Instant At(Instant moment) =>
        Volatile.Read(ref anchor) is not { } a ? moment : new Instant(a.Business.Micros + checked((moment.Micros - a.System.Micros) * a.Speed));

    /// <summary>Business seconds in one real second; 1 outside the Development time machine.</summary>
    public int Speed => Volatile.Read(ref anchor)?.Speed ?? 1;

    /// <summary>The UTC day now.</summary>
    public DateOnly Today => Now.Day;

    /// <summary>Moves the clock onto an anchor read from the database at start, before anything is charged.</summary>
    public void Follow(ClockAnchor to) => Volatile.Write(ref anchor, to);
}

/// <summary>The moment at which business time and system time were last tied together.</summary>
/// <param name="System">The system moment.</param>
/// <param name="Business">What business time was then.</param>
/// <param name="Speed">How many business seconds pass in one system second; at least 1.</param>
public sealed record ClockAnchor(Instant System, Instant Business, int Speed);
