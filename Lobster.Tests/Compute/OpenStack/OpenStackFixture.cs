using Lobster.Backends.Compute.OpenStack;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.OpenStack;

/// <summary>An empty project at an OpenStack cloud in memory.</summary>
public class OpenStackFixture : HttpFixture
{
    public OpenStackFixture() => Api = new OpenStackFake(Time);

    public override OpenStackFake Api { get; }

    public override IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string>
    {
        ["address"] = "https://cloud.test:5000", ["applicationId"] = OpenStackFake.CredentialId, ["applicationSecret"] = OpenStackFake.CredentialSecret, ["region"] = "RegionOne",
        ["network"] = OpenStackFake.Network, ["externalNetwork"] = OpenStackFake.Pool, ["pageSize"] = "100",
    };

    public override IReadOnlyList<string> Secrets { get; } = [OpenStackFake.CredentialSecret, "nova-s3cret", "gAAAAAB-token", "console-secret"];

    public override string RepeatedPage => """{"servers":[{"id":"a","name":"a","status":"ACTIVE"}],"servers_links":[{"rel":"next","href":"http://inside.test"}]}""";

    // The read, the log-in, both refused.
    public override int TriesWhenRefused => 2;

    public override VmSize Size { get; } = new("1", 1, 512, 1);

    public override VmSize LargerSize { get; } = new("2", 1, 2048, 20);

    public override string ImageId => "0198a1f2-cccc-7000-8000-000000000001";

    public override string OtherImageId => "0198a1f2-cccc-7000-8000-000000000002";

    public override int MoreThanOnePage => 205;

    public override (string Id, Dictionary<string, string> Input)? Action => ("rescue", []);

    public override bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v2.1/servers";

    public override bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v2.1/servers/detail";

    public override void ResetCounters() => Api.ResetCounters();

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddOpenStack();
}
