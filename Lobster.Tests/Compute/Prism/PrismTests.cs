using Lobster.Tests.Compute.DigitalOcean;
using Lobster.Tests.Compute.Linode;
using Lobster.Tests.Compute.LobsterPanel;
using Lobster.Tests.Compute.Vultr;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.Prism;

public sealed class DigitalOceanPrismTests : PrismSuite<DigitalOceanFixture>
{
    protected override (string Provider, string File) OpenApi => ("digitalocean", "openapi.json");
}

public sealed class LinodePrismTests : PrismSuite<LinodeFixture>
{
    protected override (string Provider, string File) OpenApi => ("linode", "openapi.json");
}

public sealed class LobsterPanelPrismTests : PrismSuite<LobsterPanelFixture>
{
    protected override (string Provider, string File) OpenApi => ("lobster-legacy", "openapi.yaml");

    protected override string Root => "/api";
}

public sealed class VultrPrismTests : PrismSuite<VultrFixture>
{
    protected override (string Provider, string File) OpenApi => ("vultr", "openapi.json");
}

public sealed class PrismServerTests
{
    [Fact]
    public async Task Complaint_RequestThatDoesNotFit_SaysWhatIsWrong()
    {
        await using var prism = await PrismServer.StartAsync(Contracts.At("vultr", "openapi.json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.org/v2/instances");
        request.Headers.Authorization = new("Bearer", "key");

        Assert.Contains("region", await prism.ComplaintAsync(request, """{"region":7}""") ?? "", StringComparison.Ordinal);
        Assert.Null(await prism.ComplaintAsync(request, """{"region":"ewr","plan":"vc2-1c-1gb","os_id":2136}"""));
    }
}
