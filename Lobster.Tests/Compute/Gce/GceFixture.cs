using Lobster.Backends.Compute.Gce;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.Gce;

/// <summary>An empty project at Google Compute Engine.</summary>
public sealed class GceFixture : HttpFixture
{
    public GceFixture() => Api = new GceFake(Time);

    public override GceFake Api { get; }

    public override IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string> { ["serviceAccount"] = GceFakeAccount.Ours.File, ["zone"] = GceFake.Zone };

    public override IReadOnlyList<string> Secrets { get; } = [GceFakeAccount.Ours.File, .. GceFakeAccount.Ours.PrivateKey.Split('\n', StringSplitOptions.RemoveEmptyEntries), "ya29.fake-"];

    public override string RepeatedPage => """{"kind":"compute#instanceAggregatedList","items":{"zones/us-central1-f":{"instances":[{"name":"one"}]}},"nextPageToken":"again"}""";

    public override bool MindsTheTime => true;

    // The read, the token, both refused.
    public override int TriesWhenRefused => 2;

    public override VmSize Size { get; } = new("e2-small", 2, 2048, 20);

    public override VmSize LargerSize { get; } = new("e2-medium", 2, 4096, 40);

    public override string ImageId => "debian-cloud/family/debian-12";

    public override string OtherImageId => "ubuntu-os-cloud/family/ubuntu-2404-lts-amd64";

    public override int MoreThanOnePage => 505;

    public override (string Id, Dictionary<string, string> Input)? Action => ("console-log", []);

    public override bool IsCreate(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/instances", StringComparison.Ordinal);

    public override bool IsList(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("/aggregated/instances", StringComparison.Ordinal);

    public override bool IsChange(HttpRequestMessage request) => base.IsChange(request) && request.RequestUri!.AbsolutePath != "/token";

    public override string Spoil(string secret) => GceFakeAccount.Withdrawn.File;

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddGce();
}
