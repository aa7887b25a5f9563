namespace Lobster.Core.Accounts;

/// <summary>Where an account stands and why, as its owner and staff read it.</summary>
/// <param name="State">Where.</param>
/// <param name="Since">Since when.</param>
/// <param name="Suspension">Why its machines are stopped, if they are.</param>
/// <param name="Reason">What staff wrote when they suspended it; null otherwise.</param>
/// <param name="TerminationDue">The date on which it ends unless credit arrives; null while there is none.</param>
public sealed record AccountStanding(StandingState State, Instant Since, SuspensionKind Suspension, string? Reason, Instant? TerminationDue)
{
    /// <summary>As it stands on the row.</summary>
    internal static AccountStanding Of(Account account) =>
        new(account.Standing, account.StandingSince, account.Suspension, account.SuspensionReason, account.Standing == StandingState.Suspended ? account.TerminationDue : null);
}
