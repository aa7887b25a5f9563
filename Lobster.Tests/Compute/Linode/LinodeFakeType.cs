namespace Lobster.Tests.Compute.Linode;

/// <summary>A plan of the fake; sizes in MB.</summary>
internal sealed record LinodeFakeType(string Id, int Vcpus, int Memory, int Disk, decimal Hourly)
{
    public static IReadOnlyList<LinodeFakeType> All { get; } =
    [
        new("g6-nanode-1", 1, 1024, 25_600, 0.0075m), new("g6-standard-1", 1, 2048, 51_200, 0.018m),
        new("g6-standard-2", 2, 4096, 81_920, 0.036m), new("g6-standard-4", 4, 8192, 163_840, 0.072m),
    ];
}
