using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>One machine's charges of a month.</summary>
/// <param name="VmId">The machine.</param>
/// <param name="Start">When its billing began; its grid.</param>
/// <param name="End">When its billing ended; null while it runs.</param>
/// <param name="IntervalMinutes">How long an interval is.</param>
/// <param name="Lines">The lines, oldest first.</param>
/// <param name="Now">The business moment it was read at.</param>
public sealed record MachineDays(VmId VmId, Instant Start, Instant? End, int IntervalMinutes, IReadOnlyList<VmChargeLine> Lines, Instant Now)
{
    /// <summary>The number of the interval that begins at <paramref name="start"/>: 1, 2, 3 … since billing began.</summary>
    public long NumberOf(Instant start) => ((start.Micros - Start.Micros) / (IntervalMinutes * 60L * Instant.MicrosPerSecond)) + 1;
}
