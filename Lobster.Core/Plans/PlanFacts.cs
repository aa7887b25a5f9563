namespace Lobster.Core.Plans;

/// <summary>A plan as a customer sees it.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Name">Its name.</param>
/// <param name="VCpus">Processors.</param>
/// <param name="RamMb">Memory in MB of 1024.</param>
/// <param name="DiskGb">Disk in GB.</param>
/// <param name="TransferGb">Transfer a month in GB.</param>
/// <param name="Hourly">What an hour costs now; null where it has no price.</param>
public sealed record PlanFacts(PlanId Id, string Name, int VCpus, int RamMb, int DiskGb, int TransferGb, Money? Hourly)
{
    /// <summary>What a stopped machine costs, in thousandths of the price.</summary>
    public int StoppedFactor { get; init; } = 1000;

    /// <summary>What a suspended machine costs, in thousandths of the price.</summary>
    public int SuspendedFactor { get; init; } = 1000;
}
