using Lobster.Backends.Compute.SolusVm2;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>A SolusVM 2 master without machines.</summary>
public sealed class SolusVm2Fixture : HttpFixture
{
    public SolusVm2Fixture() => Api = new SolusVm2Fake(Time);

    public override SolusVm2Fake Api { get; }

    /// <summary>What the region's form says; tests change it before the backend is opened.</summary>
    public Dictionary<string, string> Values { get; } = new()
    {
        ["address"] = "https://master.example.com", ["token"] = SolusVm2Fake.Token, ["location"] = "1", ["project"] = "1",
    };

    public override IReadOnlyDictionary<string, string> Form => Values;

    public override IReadOnlyList<string> Secrets { get; } = [SolusVm2Fake.Token, SolusVm2Fake.VncPassword];

    public override string RepeatedPage => """{"data":[{"id":1,"name":"one"}],"meta":{"current_page":1,"last_page":3,"per_page":15,"total":45}}""";

    public override VmSize Size { get; } = new("3", 2, 2048, 20);

    public override VmSize LargerSize { get; } = new("4", 4, 4096, 40);

    public override string ImageId => "5-51";

    public override string OtherImageId => "6-61";

    public override int MoreThanOnePage => SolusVm2Fake.PageSize + 2;

    public override bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && IsServers(request);

    public override bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && IsServers(request);

    public override void ResetCounters() => Api.BeginPeriod();

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddSolusVm2();

    private static bool IsServers(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/api/v1/servers";
}
