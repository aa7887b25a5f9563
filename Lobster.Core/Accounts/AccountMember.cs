namespace Lobster.Core.Accounts;

/// <summary>A user of an account.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Name">How they log in.</param>
/// <param name="Email">Where letters go.</param>
/// <param name="IsConfirmed">Whether the e-mail is confirmed.</param>
/// <param name="HasSecondFactor">Whether a second factor is asked for.</param>
/// <param name="Role">What they may do with the account.</param>
/// <param name="DisabledAt">When their access was ended; null while they have it.</param>
public sealed record AccountMember(long UserId, string Name, string? Email, bool IsConfirmed, bool HasSecondFactor, MembershipRole Role, Instant? DisabledAt);
