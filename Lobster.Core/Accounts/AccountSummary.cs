using Lobster.Core.Billing;

namespace Lobster.Core.Accounts;

/// <summary>An account as every page of its owner needs it: its money and how long that lasts.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Credit">Its credit.</param>
/// <param name="Burn">What all it has costs an hour.</param>
/// <param name="Machines">How many machines it has, deleted ones not counted.</param>
/// <param name="Closed">Why nothing can be changed now; null when it can.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="Now">The business moment of all this.</param>
public sealed record AccountSummary(AccountId Id, string Name, Money Credit, Money Burn, int Machines, Refusal? Closed, Instant CreatedAt, Instant Now)
{
    /// <summary>Where the account stands; null where nobody asked.</summary>
    public AccountStanding? Standing { get; init; }

    /// <summary>How long the credit lasts.</summary>
    public Runway Runway => new(Credit, Burn, Now);

    /// <summary>How long it would last with another burn rate.</summary>
    /// <param name="burn">What all would cost an hour.</param>
    public Runway RunwayWith(Money burn) => new(Credit, burn, Now);
}
