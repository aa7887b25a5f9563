using Lobster.Tests.Compute.Prism;

namespace Lobster.Tests.Compute.Proxmox;

public sealed class ProxmoxPrismTests : PrismSuite<ProxmoxFixture>
{
    protected override (string Provider, string File) OpenApi => ("proxmox", "openapi.yaml");

    protected override string Root => "/api2/json";
}
