using Lobster.Backends.Compute.LobsterPanel;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.LobsterPanel;

/// <summary>An empty account at another Lobster.</summary>
public sealed class LobsterPanelFixture : HttpFixture
{
    public LobsterPanelFixture() => Api = new LobsterPanelFake(Time);

    public override LobsterPanelFake Api { get; }

    public override IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string>
    {
        ["address"] = "https://panel.example.com/api/", ["region"] = "moon", ["apiId"] = LobsterPanelFake.ApiId, ["apiKey"] = LobsterPanelFake.ApiKey,
    };

    public override IReadOnlyList<string> Secrets { get; } = [LobsterPanelFake.ApiKey, LobsterPanelFake.Password];

    public override string? RepeatedPage => null;

    // Signed anew once: another program with the key may have been faster.
    public override int TriesWhenRefused => 2;

    public override VmSize Size { get; } = new("1", 1, 1024, 20);

    public override VmSize LargerSize { get; } = new("2", 2, 2048, 40);

    public override string ImageId => "1";

    public override string OtherImageId => "2";

    public override int MoreThanOnePage => 12;

    public override (string Id, Dictionary<string, string> Input)? Action => ("tun", new() { ["value"] = "on" });

    public override bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/api/vms";

    public override bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/api/vms";

    public override void ResetCounters() => Api.BeginPeriod();

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddLobsterPanel();
}
