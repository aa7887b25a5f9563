using Lobster.Backends.Compute.Ec2;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Compute.Ec2;

/// <summary>An empty account at AWS.</summary>
public class Ec2Fixture : HttpFixture
{
    public Ec2Fixture() => Api = new Ec2Fake(Time);

    public override Ec2Fake Api { get; }

    public override IReadOnlyDictionary<string, string> Form => new Dictionary<string, string>
    {
        ["region"] = Ec2Fake.Region, ["accessKeyId"] = Ec2Fake.AccessKeyId, ["secretAccessKey"] = Ec2Fake.SecretAccessKey, ["imageOwners"] = Ec2Fake.DebianOwner, ["publicAddress"] = PublicAddress,
    };

    public override IReadOnlyList<string> Secrets { get; } = [Ec2Fake.AccessKeyId, Ec2Fake.SecretAccessKey];

    public override string RepeatedPage => """
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><reservationSet><item><instancesSet><item><instanceId>i-00000000000000001</instanceId>
        </item></instancesSet></item></reservationSet><nextToken>page-1000</nextToken></DescribeInstancesResponse>
        """;

    public override VmSize Size { get; } = new(Ec2Fake.Small, 2, 1024, 20);

    public override VmSize LargerSize { get; } = new(Ec2Fake.Large, 2, 8192, 40);

    public override string ImageId => Ec2Fake.Debian;

    public override string OtherImageId => Ec2Fake.Ubuntu;

    public override int MoreThanOnePage => 1005;

    public override (string Id, Dictionary<string, string> Input)? Action => ("console-log", []);

    protected virtual string PublicAddress => "subnet";

    public override bool IsCreate(HttpRequestMessage request) => Api.ActionOf(request) == "RunInstances";

    public override bool IsList(HttpRequestMessage request) => Api.ActionOf(request) == "DescribeInstances";

    public override bool IsChange(HttpRequestMessage request) => Api.ActionOf(request) is var action && !action.StartsWith("Describe", StringComparison.Ordinal) && !action.StartsWith("Get", StringComparison.Ordinal);

    // Signatures are good for minutes by the clock of whoever signs, which in a panel is the panel's own.
    protected override IServiceCollection AddBackend(IServiceCollection services)
    {
        if (services.LastOrDefault(s => s.ServiceType == typeof(TimeProvider))?.ImplementationInstance is TimeProvider clock && clock != Time) Api.SignatureClock = clock;
        return services.AddEc2();
    }
}
