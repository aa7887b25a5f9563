using Lobster.Backends.Compute.Vultr;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.Vultr;

/// <summary>An empty account at Vultr.</summary>
public sealed class VultrFixture : HttpFixture
{
    public VultrFixture() => Api = new VultrFake(Time);

    public override VultrFake Api { get; }

    public override IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string> { ["region"] = "ewr", ["apiKey"] = VultrFake.Key };

    public override IReadOnlyList<string> Secrets { get; } = [VultrFake.Key, "s3cret-once"];

    public override string RepeatedPage => """{"instances":[],"meta":{"total":2,"links":{"next":"bmV4dA==","prev":""}}}""";

    public override VmSize Size { get; } = new("vc2-1c-1gb", 1, 1024, 25);

    public override VmSize LargerSize { get; } = new("vc2-2c-4gb", 2, 4096, 80);

    public override string ImageId => "os:2136";

    public override string OtherImageId => "os:2284";

    public override int MoreThanOnePage => 505;

    public override (Uri Source, string Format) FetchSource => (new Uri("https://images.example.org/disk.raw"), "raw");

    public override bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v2/instances";

    public override bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v2/instances";

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddVultr();
}
