using System.Text.RegularExpressions;
using Lobster.Tests.Compute.Prism;

namespace Lobster.Tests.Compute.Gce;

public sealed partial class GcePrismTests : PrismSuite<GceFixture>
{
    protected override (string Provider, string File) OpenApi => ("gce", "openapi.yaml");

    protected override string Root => "/compute/v1";

    // The file has only a part of the API: neither disks, families of images, one machine type, a region with its quotas, nor Monitoring.
    protected override bool IsUnknown(string asked) => Lacking().IsMatch(asked);

    [GeneratedRegex(@"/machineTypes/|/images/family/|/zones/[^/]+/disks|/(attach|detach)Disk|/regions/[^/]+$| /v3/")]
    private static partial Regex Lacking();
}
