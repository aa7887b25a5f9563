namespace Lobster.Core.Oversight;

/// <summary>The heartbeat.</summary>
/// <param name="Business">The business clock's moment.</param>
/// <param name="Heartbeat">The business moment of the last pass; null before the first.</param>
/// <param name="RanAt">Its system moment.</param>
/// <param name="HeldBecause">Why nothing is charged; null while all is well.</param>
public sealed record ClockHealth(Instant Business, Instant? Heartbeat, Instant? RanAt, string? HeldBecause);
