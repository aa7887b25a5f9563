namespace Lobster.Core.Sweeps;

/// <summary>How long a node has a sweep to itself. Spares double work only: that nothing is done twice rests on the database's constraints.</summary>
/// <param name="Length">Until another node may take it; zero: never to itself.</param>
public sealed record SweepLease(TimeSpan Length)
{
    /// <summary>A minute.</summary>
    public static SweepLease Default { get; } = new(TimeSpan.FromMinutes(1));
}
