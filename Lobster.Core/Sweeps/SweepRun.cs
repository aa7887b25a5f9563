namespace Lobster.Core.Sweeps;

/// <summary>One run of a sweep that had something to do, or that failed.</summary>
public sealed class SweepRun
{
    /// <summary>The run's number.</summary>
    public SweepRunId Id { get; set; }

    /// <summary>Which sweep ("charge").</summary>
    public required string Sweep { get; set; }

    /// <summary>Which node ran it.</summary>
    public required string Node { get; set; }

    /// <summary>When it began (system clock).</summary>
    public Instant StartedAt { get; set; }

    /// <summary>When it ended (system clock); null while it runs or when it was killed.</summary>
    public Instant? FinishedAt { get; set; }

    /// <summary>How many items it did.</summary>
    public int Done { get; set; }

    /// <summary>How many items it could not do.</summary>
    public int Failed { get; set; }

    /// <summary>How late the oldest due item was, in ms of business time.</summary>
    public long LagMs { get; set; }

    /// <summary>What went wrong, if anything did.</summary>
    public string? Error { get; set; }
}
