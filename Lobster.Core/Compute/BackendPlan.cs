namespace Lobster.Core.Compute;

/// <summary>A size that the backend offers. Null means "not told": some list names only, some have no disk of their own.</summary>
/// <param name="Id">The backend's id, for <see cref="VmSize.PlanId"/>.</param>
/// <param name="Name">What the provider calls it.</param>
public sealed record BackendPlan(string Id, string Name)
{
    /// <summary>Virtual processors.</summary>
    public int? VCpus { get; init; }

    /// <summary>RAM in MB.</summary>
    public int? RamMb { get; init; }

    /// <summary>Disk in GB.</summary>
    public int? DiskGb { get; init; }

    /// <summary>Transfer a month in GB.</summary>
    public int? TransferGb { get; init; }

    /// <summary>Whether it can be had in this region now.</summary>
    public bool IsAvailable { get; init; } = true;

    /// <summary>What the provider asks for an hour, a hint for the wholesale price, with <see cref="Currency"/>.</summary>
    public decimal? HourlyPrice { get; init; }

    /// <summary>ISO code of the price's currency.</summary>
    public string? Currency { get; init; }
}
