namespace Lobster.Core.Plans;

/// <summary>A size that is sold. Never deleted: a retired plan's machines live on and pay.</summary>
public sealed class Plan
{
    /// <summary>The plan's number.</summary>
    public PlanId Id { get; set; }

    /// <summary>What customers see, unique among plans that are not retired.</summary>
    public required string Name { get; set; }

    /// <summary>Virtual processors.</summary>
    public int VCpus { get; set; }

    /// <summary>Memory in MB.</summary>
    public int RamMb { get; set; }

    /// <summary>Disk in GB.</summary>
    public int DiskGb { get; set; }

    /// <summary>Transfer that a whole month of it adds to the pool, in GB.</summary>
    public int TransferGb { get; set; }

    /// <summary>Sold in every region (true), or only where a <see cref="PlanRegion"/> says so.</summary>
    public bool IsGlobal { get; set; } = true;

    /// <summary>Whether new machines may take it.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>When it was withdrawn for good; null while it may be sold.</summary>
    public Instant? RetiredAt { get; set; }

    /// <summary>What a stopped machine costs, in thousandths of the price.</summary>
    public int StoppedFactor { get; set; } = 1000;

    /// <summary>What a suspended machine costs, in thousandths of the price.</summary>
    public int SuspendedFactor { get; set; } = 1000;

    /// <summary>Place in lists, small first.</summary>
    public int SortOrder { get; set; }

    /// <summary>Free key-value pairs as a JSON object.</summary>
    public string Metadata { get; set; } = "{}";

    /// <summary>For optimistic concurrency of two admins.</summary>
    public long Version { get; set; }
}
