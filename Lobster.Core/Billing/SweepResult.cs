namespace Lobster.Core.Billing;

/// <summary>What one run of a sweep came to.</summary>
/// <param name="Done">Items done.</param>
/// <param name="Failed">Items that could not be done and were set aside.</param>
/// <param name="HeldBecause">Why it did nothing at all; null when it ran.</param>
public sealed record SweepResult(int Done, int Failed, string? HeldBecause = null);
