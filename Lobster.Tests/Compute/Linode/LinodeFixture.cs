using Lobster.Backends.Compute.Linode;
using Lobster.Backends.Http;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Lobster.Tests.Compute.Linode;

/// <summary>An empty account at Linode, and the backend as the panel makes it, over a network in memory.</summary>
public sealed class LinodeFixture : BackendFixture, IHttpCloud
{
    private readonly ServiceProvider services;

    public LinodeFixture()
    {
        Api = new LinodeFake(Time);
        services = new ServiceCollection().AddLinode().AddSingleton<TimeProvider>(Time).AddSingleton<ILoggerFactory>(Log).AddSingleton(new ProviderNetwork(Api)).BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public LinesLog Log { get; } = new();

    public LinodeFake Api { get; }

    FakeApi IHttpCloud.Api => Api;

    public IReadOnlyList<string> Secrets => [LinodeFake.Token, LinodeFake.LishSecret, .. Api.Passwords];

    public bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v4/linode/instances";

    public bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v4/linode/instances";

    public string RepeatedPage => """{"data":[{"id":1,"label":"a"}],"page":1,"pages":3,"results":3}""";

    public override VmSize Size { get; } = new("g6-nanode-1", 1, 1024, 25);

    public override VmSize LargerSize { get; } = new("g6-standard-2", 2, 4096, 80);

    public override string ImageId => "linode/debian12";

    public override string OtherImageId => "linode/ubuntu24.04";

    public override int MoreThanOnePage => 505;

    public override (string Id, Dictionary<string, string> Input)? Action => ("rescue", []);

    public override IComputeBackend Open(Guid installationId) => Open(installationId, new() { ["moreAddresses"] = "true", ["privateAddress"] = "false" });

    /// <summary>A backend with other options than the suites need.</summary>
    public IComputeBackend Open(Dictionary<string, string> options) => Open(InstallationId, options);

    public override Task AdvanceAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    public override void LoseNextCreate() => Api.Meet(new Trouble(IsCreate) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

    public override void ResetCounters() => Api.ResetCounters();

    public override async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Api.Dispose();
        await base.DisposeAsync();
    }

    private IComputeBackend Open(Guid installationId, Dictionary<string, string> options)
    {
        options.TryAdd("region", "us-east");
        return services.GetRequiredService<IBackendFactory>().Create(
            new BackendSettings(4, "Newark", installationId, 1, options, new Dictionary<string, string> { ["token"] = LinodeFake.Token }));
    }
}
