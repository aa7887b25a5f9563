using Lobster.Backends.Compute.Vultr;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.Vultr;

/// <summary>An empty account at Vultr, and the backend as the panel makes it, over a network in memory.</summary>
public sealed class VultrFixture : BackendFixture, IHttpCloud
{
    private readonly ServiceProvider services;

    public VultrFixture()
    {
        Api = new VultrFake(Time);
        services = new ServiceCollection().AddVultr().AddSingleton<TimeProvider>(Time).AddSingleton<ILoggerFactory>(Log).AddSingleton(new ProviderNetwork(Api)).BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public LinesLog Log { get; } = new();

    public VultrFake Api { get; }

    FakeApi IHttpCloud.Api => Api;

    public IReadOnlyList<string> Secrets { get; } = [VultrFake.Key, "s3cret-once"];

    public bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v2/instances";

    public bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v2/instances";

    public string RepeatedPage => """{"instances":[],"meta":{"total":2,"links":{"next":"bmV4dA==","prev":""}}}""";

    public override VmSize Size { get; } = new("vc2-1c-1gb", 1, 1024, 25);

    public override VmSize LargerSize { get; } = new("vc2-2c-4gb", 2, 4096, 80);

    public override string ImageId => "os:2136";

    public override string OtherImageId => "os:2284";

    public override int MoreThanOnePage => 505;

    public override (Uri Source, string Format) FetchSource => (new Uri("https://images.example.org/disk.raw"), "raw");

    public override IComputeBackend Open(Guid installationId) => services.GetRequiredService<IBackendFactory>().Create(new BackendSettings(
        3, "New Jersey", installationId, 1, new Dictionary<string, string> { ["region"] = "ewr" }, new Dictionary<string, string> { ["apiKey"] = VultrFake.Key }));

    public override Task AdvanceAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    public override void LoseNextCreate() => Api.Meet(new Trouble(IsCreate) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

    public override void ResetCounters() => throw new InvalidOperationException("Vultr tells days; nothing begins anew.");

    public override async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Api.Dispose();
        await base.DisposeAsync();
    }
}
