using Lobster.Backends.Compute.LunaNode;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.LunaNode;

/// <summary>An empty account at Luna Node.</summary>
public sealed class LunaNodeFixture : HttpFixture
{
    private static readonly string[] Questions = ["list", "info", "details", "vnc"];

    public LunaNodeFixture() => Api = new LunaNodeFake(Time);

    public override LunaNodeFake Api { get; }

    public override IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string>
    {
        ["region"] = "toronto", ["apiId"] = LunaNodeFake.ApiId, ["apiKey"] = LunaNodeFake.ApiKey,
    };

    public override IReadOnlyList<string> Secrets { get; } = [LunaNodeFake.ApiKey, LunaNodeFake.Password];

    public override string? RepeatedPage => null;

    public override VmSize Size { get; } = new("1", 1, 512, 15);

    public override VmSize LargerSize { get; } = new("m.2", 2, 1024, 20);

    public override string ImageId => "26";

    public override string OtherImageId => "28";

    public override int MoreThanOnePage => 12;

    public override bool IsCreate(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/api/vm/create/";

    public override bool IsList(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/api/vm/list/";

    public override bool IsChange(HttpRequestMessage request) => !Questions.Contains(request.RequestUri!.AbsolutePath.Split('/')[3]);

    public override void ResetCounters() => Api.BeginPeriod();

    protected override IServiceCollection AddBackend(IServiceCollection services)
    {
        // A panel in a test has a clock of its own.
        if (services.LastOrDefault(s => s.ServiceType == typeof(TimeProvider))?.ImplementationInstance is TimeProvider clock && clock != Time) Api.Clock = clock;
        return services.AddLunaNode();
    }
}
