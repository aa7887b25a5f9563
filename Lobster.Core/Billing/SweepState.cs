namespace Lobster.Core.Billing;

/// <summary>One row a sweep: who runs it, and the heartbeat by which a clock that jumped is noticed.</summary>
public sealed class SweepState
{
    /// <summary>Which sweep ("charge").</summary>
    public required string Sweep { get; set; }

    /// <summary>The node that has the lease; null when none.</summary>
    public string? LeaseOwner { get; set; }

    /// <summary>Until when it has it (system clock).</summary>
    public Instant? LeaseUntil { get; set; }

    /// <summary>Business time at the last committed run; a sweep does not charge when its clock is before it or days after it.</summary>
    public Instant? Heartbeat { get; set; }

    /// <summary>System time at the last committed run; readiness looks at it.</summary>
    public Instant? RanAt { get; set; }

    /// <summary>Why it holds still and waits for an admin; null when it does not.</summary>
    public string? HeldBecause { get; set; }

    /// <summary>The business moment that an admin confirmed to be right; lets the sweep pass once.</summary>
    public Instant? ConfirmedAt { get; set; }
}
