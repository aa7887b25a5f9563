using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>What the simulated cloud offers everybody.</summary>
internal static class SandboxCatalogue
{
    public static IReadOnlyList<BackendPlan> Plans { get; } =
    [
        Plan("sb-1", "Sandbox 1", 1, 1024, 25, 1000, 0.0050m),
        Plan("sb-2", "Sandbox 2", 1, 2048, 50, 2000, 0.0100m),
        Plan("sb-4", "Sandbox 4", 2, 4096, 80, 4000, 0.0200m),
        Plan("sb-8", "Sandbox 8", 4, 8192, 160, 5000, 0.0400m),
        Plan("sb-16", "Sandbox 16", 6, 16384, 320, 8000, 0.0800m),
        Plan("sb-32", "Sandbox 32", 8, 32768, 640, 10000, 0.1600m),
    ];

    public static IReadOnlyList<BackendImage> Images { get; } =
    [
        Image("debian-13", "Debian 13", 412, 5),
        Image("debian-12", "Debian 12", 398, 5),
        Image("ubuntu-24.04", "Ubuntu 24.04 LTS", 596, 8),
        Image("ubuntu-22.04", "Ubuntu 22.04 LTS", 662, 8),
        Image("rocky-9", "Rocky Linux 9", 1034, 10),
        Image("alpine-3.22", "Alpine Linux 3.22", 118, 1),
        Image("freebsd-14", "FreeBSD 14", 640, 10),
        Image("netinst-iso", "Debian 13 network installer (ISO)", 631, 1) with { Kind = ImageKind.Iso },
    ];

    private static BackendPlan Plan(string id, string name, int vcpus, int ramMb, int diskGb, int transferGb, decimal price) =>
        new(id, name)
        {
            VCpus = vcpus,
            RamMb = ramMb,
            DiskGb = diskGb,
            TransferGb = transferGb,
            HourlyPrice = price,
            Currency = "USD",
        };

    private static BackendImage Image(string id, string name, long sizeMb, int minDiskGb) =>
        new(id, name, ImageState.Ready, IsPublic: true) { RawState = "available", SizeMb = sizeMb, MinDiskGb = minDiskGb };
}
