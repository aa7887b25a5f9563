using Lobster.Core.Billing;

namespace Lobster.Core.Standing;

/// <summary>What one letter about an account's standing says.</summary>
/// <param name="Kind">The fact.</param>
/// <param name="UserName">Who reads it.</param>
/// <param name="Credit">The account's credit.</param>
/// <param name="Burn">What all it has costs an hour at full price.</param>
/// <param name="Now">The business moment.</param>
public sealed record StandingNews(StandingNewsKind Kind, string UserName, Money Credit, Money Burn, Instant Now)
{
    /// <summary>How many machines it is about.</summary>
    public int Machines { get; init; }

    /// <summary>When it will be terminated, if it will.</summary>
    public Instant? TerminationDue { get; init; }

    /// <summary>What staff wrote, if they did.</summary>
    public string? Reason { get; init; }

    /// <summary>How many hours of the burn rate lift the suspension.</summary>
    public int RestoreHours { get; init; }

    /// <summary>How long the credit lasts.</summary>
    public Runway Runway => new(Credit, Burn, Now);

    /// <summary>What must be paid in so that machines start again.</summary>
    public Money Missing => StandingRules.Missing(Credit, Burn, RestoreHours);
}
