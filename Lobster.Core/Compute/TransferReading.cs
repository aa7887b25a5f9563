namespace Lobster.Core.Compute;

/// <summary>What one counter of one machine said.</summary>
/// <param name="VmId">The machine.</param>
/// <param name="Kind">What the figures mean.</param>
/// <param name="CounterId">
/// Which counter: an interface, a day, a boot, at most 100 characters. Where the provider tells that a counter began anew, the id
/// changes with it; otherwise a smaller figure tells.
/// </param>
/// <param name="InBytes">Received by the guest; null: not told.</param>
/// <param name="OutBytes">Sent by the guest; a provider that tells only a sum tells it here, with <paramref name="InBytes"/> null.</param>
/// <param name="From">Since when these bytes count; null: not told.</param>
/// <param name="Until">Until when: the moment of reading, or the end of the span.</param>
/// <param name="IsEstimate">Worked out from rates or samples instead of counted.</param>
public sealed record TransferReading(
    string VmId, TransferKind Kind, string CounterId, long? InBytes, long? OutBytes, Instant? From, Instant Until, bool IsEstimate = false);
