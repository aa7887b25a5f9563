namespace Lobster.Core.Sweeps;

/// <summary>How the sweeps are, in one line for staff.</summary>
/// <param name="Late">How many did not run when they should have, or are held.</param>
/// <param name="ChargedUpTo">Up to when everything due is charged; null before the first run.</param>
/// <param name="Lag">How long ago that was.</param>
public sealed record SweepStanding(int Late, Instant? ChargedUpTo, TimeSpan Lag);
