using Lobster.Tests.Compute.Prism;

namespace Lobster.Tests.Compute.SolusVm2;

public sealed class SolusVm2PrismTests : PrismSuite<SolusVm2Fixture>
{
    protected override (string Provider, string File) OpenApi => ("solusvm2", "openapi.yaml");

    protected override string Root => "/api/v1";
}
