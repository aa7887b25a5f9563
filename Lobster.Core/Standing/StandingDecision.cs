namespace Lobster.Core.Standing;

/// <summary>What to do about an account now. A closed family.</summary>
/// <param name="Reason">Why, in words for staff.</param>
public abstract record StandingDecision(string Reason)
{
    /// <summary>Nothing.</summary>
    public sealed record Stay(string Reason) : StandingDecision(Reason);

    /// <summary>Call its credit low, without a letter, since the last one is too fresh.</summary>
    public sealed record Lower(string Reason) : StandingDecision(Reason);

    /// <summary>Call its credit low and write to its owner.</summary>
    public sealed record Notify(string Reason) : StandingDecision(Reason);

    /// <summary>Credit is no longer low; the notices count anew from the next shortage on.</summary>
    public sealed record Recover(string Reason) : StandingDecision(Reason);

    /// <summary>Stop its machines and say so, with the date on which it ends otherwise.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Due">That date.</param>
    public sealed record Suspend(string Reason, Instant Due) : StandingDecision(Reason);

    /// <summary>Remind the owner of a suspended account of the date on which it ends.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Due">That date.</param>
    public sealed record Warn(string Reason, Instant Due) : StandingDecision(Reason);

    /// <summary>Start again what the suspension stopped.</summary>
    public sealed record Restore(string Reason) : StandingDecision(Reason);

    /// <summary>Delete its machines and images.</summary>
    public sealed record Terminate(string Reason) : StandingDecision(Reason);

    /// <summary>Let a terminated account, whose debt is paid, be used again; what was deleted is gone.</summary>
    public sealed record Reopen(string Reason) : StandingDecision(Reason);
}
