using System.Web;
using Lobster.Backends.Compute.SolusVm1;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>An empty SolusVM 1 with KVM nodes, or as those who derive from it say.</summary>
public class SolusVm1Fixture : HttpFixture
{
    private readonly string type;

    public SolusVm1Fixture()
        : this("kvm", isOld: false)
    {
    }

    protected SolusVm1Fixture(string type, bool isOld)
    {
        this.type = type;
        Api = new SolusVm1Fake(Time, type, isOld);
    }

    public override SolusVm1Fake Api { get; }

    public override IReadOnlyDictionary<string, string> Form => new Dictionary<string, string>
    {
        ["address"] = "https://master.example.com:5656/", ["apiId"] = SolusVm1Fake.Id, ["apiKey"] = SolusVm1Fake.Key, ["virtType"] = type, ["nodeGroup"] = "toronto",
        ["username"] = "lobster", ["plan"] = "Lobster",
    };

    public override IReadOnlyList<string> Secrets { get; } = [SolusVm1Fake.Id, SolusVm1Fake.Key, SolusVm1Fake.Password];

    public override string? RepeatedPage => null;

    public override VmSize Size { get; } = new("Lobster", 1, 1024, 20);

    public override VmSize LargerSize { get; } = new("Lobster", 2, 2048, 40);

    public override string ImageId => "debian-12-x86_64";

    public override string OtherImageId => "ubuntu-24.04-x86_64";

    public override int MoreThanOnePage => 12;

    public override (string Id, Dictionary<string, string> Input)? Action => ("root-password", []);

    public override bool IsCreate(HttpRequestMessage request) => ActionOf(request) == "vserver-create";

    public override bool IsList(HttpRequestMessage request) => ActionOf(request) == "node-virtualservers";

    public override bool IsChange(HttpRequestMessage request) =>
        ActionOf(request) is not ("vserver-info" or "vserver-infoall" or "vserver-status" or "vserver-vnc" or "vserver-console")
        && !ActionOf(request).StartsWith("list", StringComparison.Ordinal) && !ActionOf(request).StartsWith("node-", StringComparison.Ordinal);

    public override void ResetCounters() => Api.BeginMonth();

    protected override IServiceCollection AddBackend(IServiceCollection services) => services.AddSolusVm1();

    private string ActionOf(HttpRequestMessage request) => HttpUtility.ParseQueryString(Api.BodyOf(request))["action"]!;
}
