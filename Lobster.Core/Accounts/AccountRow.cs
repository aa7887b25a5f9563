namespace Lobster.Core.Accounts;

/// <summary>An account in the staff's list.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Email">The e-mail of its first user; null without one.</param>
/// <param name="Credit">What it holds.</param>
/// <param name="Burn">What its machines cost an hour, without stored images.</param>
/// <param name="Machines">How many machines are not deleted.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="IsParked">Whether charging leaves it out.</param>
/// <param name="IsDisabled">Whether it is closed to changes.</param>
/// <param name="CreatedAt">When it was opened.</param>
public sealed record AccountRow(
    AccountId Id, string Name, string? Email, Money Credit, Money Burn, int Machines, StandingState Standing, bool IsParked, bool IsDisabled, Instant CreatedAt);
