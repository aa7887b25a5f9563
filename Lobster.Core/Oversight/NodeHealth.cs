namespace Lobster.Core.Oversight;

/// <summary>What one node has in hand.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Sweeps">The sweeps it has a lease of.</param>
/// <param name="Operations">How many operations it carries out.</param>
/// <param name="Until">When the first of these leases runs out (system clock).</param>
public sealed record NodeHealth(string Node, IReadOnlyList<string> Sweeps, int Operations, Instant Until);
