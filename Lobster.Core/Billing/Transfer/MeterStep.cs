namespace Lobster.Core.Billing.Transfer;

/// <summary>What a reading adds.</summary>
/// <param name="State">What to remember of the counter from now on.</param>
/// <param name="From">The new bytes were moved since then …</param>
/// <param name="Until">… and up to then.</param>
/// <param name="In">New bytes in; negative when a day was corrected downwards.</param>
/// <param name="Out">New bytes out; negative when a day was corrected downwards.</param>
public readonly record struct MeterStep(MeterState State, Instant From, Instant Until, long In, long Out)
{
    /// <summary>Whether the figures grew faster than a link can carry; a minute more is allowed for clocks that differ.</summary>
    public bool Exceeds(long bytesPerSecond) =>
        (Int128)Math.Max(In, Out) * Instant.MicrosPerSecond > (Int128)bytesPerSecond * (Until.Micros - From.Micros + (60 * Instant.MicrosPerSecond));
}
