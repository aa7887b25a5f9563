namespace Lobster.Core.Standing;

/// <summary>What a letter about an account's standing tells.</summary>
public enum StandingNewsKind
{
    /// <summary>Credit runs out soon.</summary>
    LowCredit,

    /// <summary>Credit is used up or a debt.</summary>
    NegativeCredit,

    /// <summary>Machines are stopped for lack of credit.</summary>
    Suspended,

    /// <summary>The date of the termination, again.</summary>
    TerminationWarning,

    /// <summary>Machines start again.</summary>
    Restored,

    /// <summary>Machines and images are deleted.</summary>
    Terminated,

    /// <summary>A terminated account can be used again.</summary>
    Reopened,

    /// <summary>Staff stopped the machines.</summary>
    SuspendedByStaff,

    /// <summary>Staff ended that.</summary>
    LiftedByStaff,
}
