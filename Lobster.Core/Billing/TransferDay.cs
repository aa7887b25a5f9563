using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>What one machine transferred on one UTC day.</summary>
public sealed class TransferDay
{
    /// <summary>The machine.</summary>
    public VmId VmId { get; set; }

    /// <summary>The UTC day.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Bytes in.</summary>
    public long InBytes { get; set; }

    /// <summary>Bytes out.</summary>
    public long OutBytes { get; set; }

    /// <summary>Bytes that were added to the pool: those in the direction that counted in the region at the time.</summary>
    public long CountedBytes { get; set; }
}
