namespace Lobster.Core.Reconciliation;

/// <summary>Where a finding is.</summary>
public enum FindingState
{
    /// <summary>Seen, but not for long or not often enough to be judged; not shown.</summary>
    Suspected,

    /// <summary>It waits for an admin.</summary>
    Open,

    /// <summary>An admin wants it left alone; a ghost only until <see cref="Finding.QuietUntil"/>, a difference until it becomes another.</summary>
    SetAside,

    /// <summary>An orphan that is being deleted, until its backend no longer has it.</summary>
    Removing,

    /// <summary>It is over; <see cref="Finding.Ended"/> says how.</summary>
    Resolved,
}
