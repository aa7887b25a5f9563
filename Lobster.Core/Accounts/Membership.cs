namespace Lobster.Core.Accounts;

/// <summary>Joins a user and an account. At first there is only <see cref="MembershipRole.Owner"/>, one an account.</summary>
public sealed class Membership
{
    /// <summary>The user's number.</summary>
    public long UserId { get; set; }

    /// <summary>The account's number.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>What the user may do there.</summary>
    public MembershipRole Role { get; set; }

    /// <summary>Since when.</summary>
    public Instant CreatedAt { get; set; }
}
