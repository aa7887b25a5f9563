namespace Lobster.Core.Accounts;

/// <summary>The roles a user may have. Every registered user is a <see cref="Customer"/>; the others are staff.</summary>
public static class UserRoles
{
    /// <summary>Buys machines.</summary>
    public const string Customer = "Customer";

    /// <summary>Staff: sees customers and machines, answers tickets.</summary>
    public const string Support = "Support";

    /// <summary>Staff: sees and adjusts money.</summary>
    public const string Finance = "Finance";

    /// <summary>Staff: everything.</summary>
    public const string Admin = "Admin";

    /// <summary>All roles, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } = [Customer, Support, Finance, Admin];

    /// <summary>The roles that may open the admin pages.</summary>
    public static IReadOnlyList<string> Staff { get; } = [Support, Finance, Admin];
}
