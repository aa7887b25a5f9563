namespace Lobster.Core.Payments;

/// <summary>What happens to an account while one of its payments is disputed.</summary>
public enum DisputePolicy
{
    /// <summary>The disputed credit is held until the dispute is decided.</summary>
    Hold,

    /// <summary>The credit stays and the account is suspended: its machines stop. A dispute that is won starts them again, after a lost one an admin decides.</summary>
    Suspend,

    /// <summary>Nothing until the dispute is lost; then the credit goes.</summary>
    Leave,
}
