using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>An empty account at DigitalOcean.</summary>
public sealed class DigitalOceanFixture : HttpFixture
{
    public DigitalOceanFixture() => Api = new DigitalOceanFake(Time);

    public override DigitalOceanFake Api { get; }

    public override IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string> { ["region"] = "nyc3", ["token"] = DigitalOceanFake.Token };

    public override IReadOnlyList<string> Secrets { get; } = [DigitalOceanFake.Token];

    public override string RepeatedPage => """{"droplets":[{"id":1,"name":"one"}],"links":{"pages":{"next":"https://api.digitalocean.com/v2/droplets?page=2&per_page=200"}},"meta":{"total":400}}""";

    public override VmSize Size { get; } = new("s-1vcpu-1gb", 1, 1024, 25);

    public override VmSize LargerSize { get; } = new("s-2vcpu-4gb", 2, 4096, 80);

    public override string ImageId => "debian-12-x64";

    public override string OtherImageId => "ubuntu-24-04-x64";

    public override int MoreThanOnePage => 205;

    public override bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v2/droplets";

    public override bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v2/droplets";

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddDigitalOcean();
}
