namespace Lobster.Core.Oversight;

/// <summary>How one run of a sweep went.</summary>
/// <param name="StartedAt">When it began (system clock).</param>
/// <param name="Took">How long it took; null while it runs, or when it was cut off.</param>
/// <param name="Lag">How late the oldest thing was that it found due.</param>
/// <param name="Done">What it did.</param>
/// <param name="Failed">What it could not do.</param>
public sealed record SweepTick(Instant StartedAt, TimeSpan? Took, TimeSpan Lag, int Done, int Failed);
