namespace Lobster.Core.Standing;

/// <summary>When credit is low, when an account is suspended and when it ends. From <see cref="StandingOptions"/>, which holds the ranges.</summary>
/// <param name="NotifyHours">Hours of the burn rate below which credit is low.</param>
/// <param name="NotifyEvery">The least time between two notices.</param>
/// <param name="NoticesBeforeSuspension">How many notices allow the suspension at zero credit.</param>
/// <param name="TimeBeforeSuspension">Time since the first notice that allows it too.</param>
/// <param name="RestoreHours">Hours of the full burn rate that lift an automatic suspension.</param>
/// <param name="DebtHours">Debt of more hours than this of the burn rate at suspension ends the account.</param>
/// <param name="SuspendedTime">A suspension of this length ends it too.</param>
/// <param name="NoticesBeforeTermination">How many notices must be out first, unless one went out in every <paramref name="NotifyEvery"/>.</param>
/// <param name="WarningTime">The least time between the first notice that names a termination date and that date.</param>
public sealed record StandingPolicy(
    int NotifyHours, TimeSpan NotifyEvery, int NoticesBeforeSuspension, TimeSpan TimeBeforeSuspension, int RestoreHours,
    int DebtHours, TimeSpan SuspendedTime, int NoticesBeforeTermination, TimeSpan WarningTime);
