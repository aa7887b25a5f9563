using Lobster.Backends.Compute.CloudStack;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.CloudStack;

/// <summary>An empty CloudStack zone.</summary>
public sealed class CloudStackFixture : HttpFixture
{
    public CloudStackFixture() => Api = new CloudStackFake(Time);

    public override CloudStackFake Api { get; }

    public override IReadOnlyDictionary<string, string> Form { get; } = new Dictionary<string, string>
    {
        ["address"] = "https://cloud.example.org/client/api", ["apiKey"] = CloudStackFake.ApiKey, ["secretKey"] = CloudStackFake.SecretKey, ["zone"] = CloudStackFake.Zone,
        ["osType"] = CloudStackFake.OsType,
    };

    public override IReadOnlyList<string> Secrets { get; } = [CloudStackFake.ApiKey, CloudStackFake.SecretKey, CloudStackFake.Password];

    public override string RepeatedPage => """{"listvirtualmachinesresponse":{"count":2,"virtualmachine":[{"id":"a","state":"Running"}]}}""";

    public override VmSize Size { get; } = new(CloudStackFake.Small, 1, 1024, 20);

    public override VmSize LargerSize { get; } = new(CloudStackFake.Large, 2, 4096, 40);

    public override string ImageId => CloudStackFake.Debian;

    public override string OtherImageId => CloudStackFake.Ubuntu;

    public override int MoreThanOnePage => 505;

    public override bool IsCreate(HttpRequestMessage request) => Api.CommandOf(request) == "deployVirtualMachine";

    public override bool IsList(HttpRequestMessage request) => Api.CommandOf(request) == "listVirtualMachines";

    // Signatures expire by the clock of whoever signs, which in a panel is the panel's own.
    protected override IServiceCollection AddBackend(IServiceCollection services)
    {
        if (services.LastOrDefault(s => s.ServiceType == typeof(TimeProvider))?.ImplementationInstance is TimeProvider clock && clock != Time) Api.SignatureClock = clock;
        return services.AddCloudStack();
    }
}
