using Lobster.Backends.Compute.Linode;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.Linode;

/// <summary>An empty account at Linode.</summary>
public sealed class LinodeFixture : HttpFixture
{
    public LinodeFixture() => Api = new LinodeFake(Time);

    public override LinodeFake Api { get; }

    public override IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string>
    {
        ["region"] = "us-east", ["token"] = LinodeFake.Token, ["moreAddresses"] = "true", ["privateAddress"] = "false",
    };

    public override IReadOnlyList<string> Secrets => [LinodeFake.Token, LinodeFake.LishSecret, .. Api.Passwords];

    public override string RepeatedPage => """{"data":[{"id":1,"label":"a"}],"page":1,"pages":3,"results":3}""";

    public override VmSize Size { get; } = new("g6-nanode-1", 1, 1024, 25);

    public override VmSize LargerSize { get; } = new("g6-standard-2", 2, 4096, 80);

    public override string ImageId => "linode/debian12";

    public override string OtherImageId => "linode/ubuntu24.04";

    public override int MoreThanOnePage => 505;

    public override (string Id, Dictionary<string, string> Input)? Action => ("rescue", []);

    public override bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath == "/v4/linode/instances";

    public override bool IsList(HttpRequestMessage request) => request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath == "/v4/linode/instances";

    public override void ResetCounters() => Api.ResetCounters();

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddLinode();
}
