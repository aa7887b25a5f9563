namespace Lobster.Core.Accounts;

/// <summary>Where an account is between good and terminated.</summary>
public enum StandingState
{
    /// <summary>Enough credit.</summary>
    Good,

    /// <summary>Credit ends soon; notices go out.</summary>
    LowCredit,

    /// <summary>Machines are stopped until credit arrives.</summary>
    Suspended,

    /// <summary>Machines and images were deleted for debt.</summary>
    Terminated,
}
