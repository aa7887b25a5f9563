namespace Lobster.Core.Accounts;

/// <summary>What a member may do with an account.</summary>
public enum MembershipRole
{
    /// <summary>Everything; exactly one an account.</summary>
    Owner,
}
