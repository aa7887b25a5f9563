using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>An empty account at DigitalOcean, and the backend as the panel makes it, over a network in memory.</summary>
public sealed class DigitalOceanFixture : BackendFixture, IHttpCloud
{
    private readonly ServiceProvider services;

    public DigitalOceanFixture()
    {
        Api = new DigitalOceanFake(Time);
        services = new ServiceCollection().AddDigitalOcean().AddSingleton<TimeProvider>(Time).AddSingleton<ILoggerFactory>(Log).AddSingleton(new ProviderNetwork(Api)).BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public LinesLog Log { get; } = new();

    public DigitalOceanFake Api { get; }

    FakeApi IHttpCloud.Api => Api;

    public IReadOnlyList<string> Secrets { get; } = [DigitalOceanFake.Token];

    public bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v2/droplets";

    public bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v2/droplets";

    public string RepeatedPage => """{"droplets":[{"id":1,"name":"one"}],"links":{"pages":{"next":"https://api.digitalocean.com/v2/droplets?page=2&per_page=200"}},"meta":{"total":400}}""";

    public override VmSize Size { get; } = new("s-1vcpu-1gb", 1, 1024, 25);

    public override VmSize LargerSize { get; } = new("s-2vcpu-4gb", 2, 4096, 80);

    public override string ImageId => "debian-12-x64";

    public override string OtherImageId => "ubuntu-24-04-x64";

    public override int MoreThanOnePage => 205;

    public override IComputeBackend Open(Guid installationId) => services.GetRequiredService<IBackendFactory>().Create(new BackendSettings(
        4, "New York", installationId, 1, new Dictionary<string, string> { ["region"] = "nyc3" }, new Dictionary<string, string> { ["token"] = DigitalOceanFake.Token }));

    public override Task AdvanceAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    public override void LoseNextCreate() => Api.Meet(new Trouble(IsCreate) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

    public override void ResetCounters() => throw new InvalidOperationException("DigitalOcean tells rates; nothing begins anew.");

    public override async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Api.Dispose();
        await base.DisposeAsync();
    }
}
