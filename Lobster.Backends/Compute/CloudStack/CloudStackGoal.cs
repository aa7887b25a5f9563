namespace Lobster.Backends.Compute.CloudStack;

/// <summary>A size as CloudStack has it.</summary>
/// <param name="Offering">The service offering.</param>
/// <param name="Custom">The figures, for an offering that leaves them open; null: the offering fixes them.</param>
/// <param name="DiskGb">The least size of the first disk; zero: as it is.</param>
internal sealed record CloudStackGoal(string Offering, CloudStackFigures? Custom, int DiskGb)
{
    /// <summary>Whether a machine has the offering and its figures.</summary>
    public bool IsServedBy(CloudStackMachine vm) => vm.ServiceOfferingId == Offering && (Custom is null || (Custom.Cpus == vm.CpuNumber && Custom.RamMb == vm.Memory));

    /// <summary>The parameters of deployVirtualMachine and changeServiceForVirtualMachine that ask for it, the disk aside.</summary>
    public IEnumerable<(string Name, string? Value)> Parameters =>
    [
        ("serviceofferingid", Offering),
        ("details[0].cpuNumber", Custom is null ? null : $"{Custom.Cpus}"),
        ("details[0].memory", Custom is null ? null : $"{Custom.RamMb}"),
        ("details[0].cpuSpeed", Custom?.Mhz is { } mhz ? $"{mhz}" : null),
    ];
}
