namespace Lobster.Core.Oversight;

/// <summary>One sweep.</summary>
/// <param name="Sweep">Its name.</param>
/// <param name="RanAt">When it was last through (system clock), whether or not it found anything to do.</param>
/// <param name="HeldBecause">Why it does not run; null while it does.</param>
/// <param name="Runs">Its last runs that found something to do, at most 24, oldest first.</param>
public sealed record SweepLine(string Sweep, Instant? RanAt, string? HeldBecause, IReadOnlyList<SweepTick> Runs);
