namespace Lobster.Core.Sweeps;

/// <summary>One row a sweep: who runs it and when it last did; and one row, <see cref="Sweeps.Heartbeat.Row"/>, by which a clock that jumped is noticed.</summary>
public sealed class SweepState
{
    /// <summary>Which sweep ("charge").</summary>
    public required string Sweep { get; set; }

    /// <summary>The node that has the lease; null when none.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when it has it (system clock).</summary>
    public Instant? LeaseUntil { get; set; }

    /// <summary>Business time at the last committed run.</summary>
    public Instant? Heartbeat { get; set; }

    /// <summary>System time at the last committed run; readiness looks at it.</summary>
    public Instant? RanAt { get; set; }

    /// <summary>Why nothing is charged and an admin is waited for; null otherwise.</summary>
    public string? HeldBecause { get; set; }

    /// <summary>In the shared row: the business moment that an admin confirmed to be right; lets one pass through.</summary>
    public Instant? ConfirmedAt { get; set; }
}
