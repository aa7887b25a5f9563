namespace Lobster.Core.Reconciliation;

/// <summary>How many findings of a kind are open.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many.</param>
/// <param name="AtStake">The money at stake, in currency units.</param>
/// <param name="Since">Since when the oldest is known.</param>
public sealed record FindingCount(FindingKind Kind, int Count, decimal AtStake, Instant? Since);
