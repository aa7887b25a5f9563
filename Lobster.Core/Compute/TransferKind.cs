namespace Lobster.Core.Compute;

/// <summary>What the figures of a transfer reading mean, and so how bytes are taken from a row of them, each once.</summary>
public enum TransferKind
{
    /// <summary>
    /// Bytes since the counter began (boot, creation). New bytes: the difference to the last reading of the same counter id; a smaller
    /// figure means that it began anew, and counts in full.
    /// </summary>
    Cumulative,

    /// <summary>Bytes since <see cref="TransferReading.From"/>, which jumps on with each period; otherwise as <see cref="Cumulative"/>.</summary>
    MonthToDate,

    /// <summary>Bytes of one UTC day, which grow until the day is over and may be corrected for a while; one counter id per day.</summary>
    UtcDay,

    /// <summary>Bytes of the span [From, Until) alone, which is over; spans of a counter do not overlap.</summary>
    Delta,
}
