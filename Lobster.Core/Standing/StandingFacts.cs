namespace Lobster.Core.Standing;

/// <summary>All that a decision about an account's standing rests on.</summary>
/// <param name="Record">What the account remembers.</param>
/// <param name="Credit">Its credit.</param>
/// <param name="Burn">What all it has costs an hour at full price, suspended or not; zero-priced machines add nothing.</param>
/// <param name="Now">The business moment.</param>
public sealed record StandingFacts(StandingRecord Record, Money Credit, Money Burn, Instant Now)
{
    /// <summary>Whether the account is set aside; then nothing about it changes.</summary>
    public bool IsParked { get; init; }

    /// <summary>When the mail server first took a notice that names the present termination date (business clock); null: it has taken none.</summary>
    public Instant? WarningHandedAt { get; init; }
}
