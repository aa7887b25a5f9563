using Lobster.Core.Accounts;

namespace Lobster.Core.TopUps;

/// <summary>An account's rule for automatic top-up, and how it goes. One row for each account that ever set one.</summary>
public sealed class TopUp
{
    /// <summary>The account.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>Whether it is on.</summary>
    public TopUpState State { get; set; }

    /// <summary>Credit that lasts less than so many hours is topped up.</summary>
    public int ThresholdHours { get; set; }

    /// <summary>How much credit is added each time.</summary>
    public Money Amount { get; set; }

    /// <summary>The most that may be charged in a UTC month, tax included.</summary>
    public Money MonthlyCeiling { get; set; }

    /// <summary>How often in a row the bank declined.</summary>
    public int Declines { get; set; }

    /// <summary>Nothing is charged before this moment (business clock); null when nothing is waited for.</summary>
    public Instant? WaitUntil { get; set; }

    /// <summary>What is waited for; null when nothing is.</summary>
    public TopUpWait? WaitFor { get; set; }

    /// <summary>Why it was ended; null unless <see cref="TopUpState.Stopped"/>.</summary>
    public TopUpStop? StoppedBecause { get; set; }

    /// <summary>What staff wrote; its owner reads it. Null unless staff ended it.</summary>
    public string? StopReason { get; set; }

    /// <summary>When it last changed (business clock).</summary>
    public Instant ChangedAt { get; set; }

    /// <summary>For optimistic concurrency; goes up with every change.</summary>
    public long Version { get; set; }

    /// <summary>Switches it on or off by its owner's word, with a clean slate.</summary>
    internal void Switch(TopUpState state, Instant now)
    {
        (State, Declines, WaitUntil, WaitFor, StoppedBecause, StopReason) = (state, 0, null, null, null, null);
        Touch(now);
    }

    /// <summary>Ends it without its owner.</summary>
    internal void Stop(TopUpStop because, string? reason, Instant now)
    {
        (State, WaitUntil, WaitFor, StoppedBecause, StopReason) = (TopUpState.Stopped, null, null, because, reason);
        Touch(now);
    }

    /// <summary>Charges nothing for a while.</summary>
    internal void Wait(TopUpWait what, Instant until, Instant now)
    {
        (WaitFor, WaitUntil) = (what, until);
        Touch(now);
    }

    /// <summary>Goes on as if the bank had never declined.</summary>
    internal void Recover(Instant now)
    {
        Declines = 0;
        if (WaitFor != TopUpWait.Ceiling) (WaitFor, WaitUntil) = (null, null);
        Touch(now);
    }

    private void Touch(Instant now)
    {
        ChangedAt = now;
        Version++;
    }
}
