using Lobster.Core.Accounts;
using Lobster.Core.Billing;

namespace Lobster.Core.TopUps;

/// <summary>What automatic top-up decides by. Pure.</summary>
public static class TopUpRules
{
    /// <summary>The fewest hours that a rule may name.</summary>
    public const int LeastHours = 1;

    /// <summary>The most hours that a rule may name.</summary>
    public const int MostHours = 720;

    /// <summary>No two automatic payments of an account begin closer together.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    /// <summary>For how long a payment that the provider never heard of may still be charged.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(24);

    /// <summary>Whether credit is low enough: it lasts less than so many hours, or there is a debt.</summary>
    public static bool IsDue(Runway runway, int hours) => runway.Credit.IsNegative || runway.SecondsLeft < hours * 3600L;

    /// <summary>For how long nothing is charged after so many declines in a row; null: no more.</summary>
    public static TimeSpan? BackOff(int declines) => declines switch
    {
        <= 1 => TimeSpan.FromHours(1),
        2 => TimeSpan.FromHours(24),
        _ => null,
    };

    /// <summary>How long the provider is left alone after it was asked so often about one payment; longer than a call may take.</summary>
    public static TimeSpan AskAgainAfter(int asks) => TimeSpan.FromMinutes(2L << Math.Clamp(asks - 1, 0, 5));

    /// <summary>When the UTC month of a moment began.</summary>
    public static Instant MonthOf(Instant now) => Instant.StartOf(new DateOnly(now.Day.Year, now.Day.Month, 1));

    /// <summary>When the next UTC month begins.</summary>
    public static Instant NextMonth(Instant now) => Instant.StartOf(new DateOnly(now.Day.Year, now.Day.Month, 1).AddMonths(1));

    /// <summary>What forbids to charge; null: nothing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="isDisputed">Whether a dispute of its payments is open or was lost.</param>
    public static TopUpBar? Bar(Account account, bool isDisputed) =>
        account.Standing == StandingState.Terminated ? TopUpBar.Terminated
        : account.DisabledAt is not null ? TopUpBar.Closed
        : account.ParkedAt is not null ? TopUpBar.Parked
        : account.Suspension == SuspensionKind.Manual ? TopUpBar.SuspendedByStaff
        : isDisputed ? TopUpBar.Dispute
        : null;
}
