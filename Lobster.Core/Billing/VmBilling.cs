using Lobster.Core.Accounts;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>
/// The charging of one machine: exists from the moment its billing starts. Its grid is fixed by <see cref="Start"/>;
/// <see cref="ChargedUntil"/> is the watermark, moved only under its own old value and only in the transaction that writes the lines.
/// </summary>
public sealed class VmBilling
{
    /// <summary>The machine.</summary>
    public VmId VmId { get; set; }

    /// <summary>Who pays.</summary>
    public AccountId AccountId { get; set; }

    /// <summary>When the backend accepted the create, on whole seconds (business clock).</summary>
    public Instant Start { get; set; }

    /// <summary>Everything before this moment is charged, nothing after it.</summary>
    public Instant ChargedUntil { get; set; }

    /// <summary>When billing ended; null while it runs.</summary>
    public Instant? End { get; set; }

    /// <summary>The interval in minutes, as the panel stored it at its first start.</summary>
    public int IntervalMinutes { get; set; }
}
