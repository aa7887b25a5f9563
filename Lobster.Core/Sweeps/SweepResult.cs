namespace Lobster.Core.Sweeps;

/// <summary>What one run of a sweep came to.</summary>
/// <param name="Done">Items done.</param>
/// <param name="Failed">Items that could not be done and were set aside.</param>
/// <param name="HeldBecause">Why it did nothing at all; null when it ran.</param>
public sealed record SweepResult(int Done, int Failed, string? HeldBecause = null)
{
    /// <summary>There was nothing to do, or another node is at it.</summary>
    public static SweepResult Nothing { get; } = new(0, 0);

    /// <summary>Two runs' items together.</summary>
    public static SweepResult operator +(SweepResult a, SweepResult b) => new(a.Done + b.Done, a.Failed + b.Failed, a.HeldBecause ?? b.HeldBecause);
}
