namespace Lobster.Core.Plans;

/// <summary>What an admin typed about a plan; numbers as typed.</summary>
/// <param name="Name">What customers see.</param>
/// <param name="VCpus">Processors.</param>
/// <param name="RamMb">Memory in MB.</param>
/// <param name="DiskGb">Disk in GB.</param>
/// <param name="TransferGb">Transfer a month in GB.</param>
public sealed record PlanForm(string? Name, string? VCpus, string? RamMb, string? DiskGb, string? TransferGb)
{
    /// <summary>What a stopped machine costs, in percent of the price.</summary>
    public string? StoppedPercent { get; init; } = "100";

    /// <summary>What a suspended machine costs, in percent of the price.</summary>
    public string? SuspendedPercent { get; init; } = "100";

    /// <summary>Place in lists.</summary>
    public string? SortOrder { get; init; } = "0";

    /// <summary>Sold in every region that <see cref="Regions"/> does not take out.</summary>
    public bool IsGlobal { get; init; } = true;

    /// <summary>Where it is sold and what the backends call it; a region that is absent follows <see cref="IsGlobal"/>.</summary>
    public IReadOnlyList<PlanRegionForm> Regions { get; init; } = [];

    /// <summary>Free pairs of key and value; pairs without both are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];
}
