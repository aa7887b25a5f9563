using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>The latest reading of one of a machine's transfer counters; each byte is added to a pool once, as the difference to the reading before.</summary>
public sealed class TransferReading
{
    /// <summary>The machine.</summary>
    public VmId VmId { get; set; }

    /// <summary>The backend's id of the counter.</summary>
    public required string CounterId { get; set; }

    /// <summary>The metering kind, as the contract names it.</summary>
    public required string Kind { get; set; }

    /// <summary>Bytes in, as read.</summary>
    public long InBytes { get; set; }

    /// <summary>Bytes out, as read.</summary>
    public long OutBytes { get; set; }

    /// <summary>The reading covers usage from here.</summary>
    public Instant CoversFrom { get; set; }

    /// <summary>The reading covers usage up to here.</summary>
    public Instant CoversUntil { get; set; }

    /// <summary>When it was taken (business clock).</summary>
    public Instant TakenAt { get; set; }

    /// <summary>Whether it is an estimate.</summary>
    public bool IsEstimated { get; set; }
}
