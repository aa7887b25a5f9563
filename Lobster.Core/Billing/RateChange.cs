using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>One point of a machine's rate timeline: from this moment on it costs this price times this factor. Written by completed operations and panel decisions only.</summary>
public sealed class RateChange
{
    /// <summary>The machine.</summary>
    public VmId VmId { get; set; }

    /// <summary>From when (business clock, inclusive); unique within the machine.</summary>
    public Instant From { get; set; }

    /// <summary>The price version.</summary>
    public PriceVersionId PriceVersionId { get; set; }

    /// <summary>In thousandths: 1000 is the full price, 0 is free.</summary>
    public int Factor { get; set; } = 1000;

    /// <summary>The plan from then on.</summary>
    public PlanId PlanId { get; set; }

    /// <summary>What that plan adds to the pool in a whole month, in GB, as it was then.</summary>
    public int TransferGb { get; set; }

    /// <summary>The operation that brought it about, if one did.</summary>
    public OperationId? OperationId { get; set; }
}
