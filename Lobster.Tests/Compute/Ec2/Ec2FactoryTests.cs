using Lobster.Backends.Compute.Ec2;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.Ec2;

public sealed class Ec2FactoryTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddEc2().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("region", "us west")]
    [InlineData("subnet", "my-net")]
    [InlineData("securityGroups", "sg-1, web")]
    [InlineData("address", "ec2.example.org")]
    [InlineData("metricsAddress", "ftp://example.org")]
    [InlineData("trust", "nonsense")]
    public void Validate_OptionThatMakesNoSense_IsNamed(string key, string value) => Assert.Equal([key], Factory.Validate(Settings((key, value))).Keys);

    [Fact]
    public void Validate_GoodSettings_HasNoProblem() => Assert.Empty(Factory.Validate(Settings(("subnet", "subnet-1"), ("securityGroups", "sg-1, sg-2"), ("address", "https://ec2.example.org"))));

    [Fact]
    public void Create_WithoutKeyOrRegion_Throws()
    {
        Assert.IsType<Ec2Backend>(Factory.Create(Settings()));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings() with { Secrets = new Dictionary<string, string>() }));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings(("region", " "))));
    }

    [Theory]
    [InlineData("us-west-2", "", "", "https://ec2.us-west-2.amazonaws.com/", "https://monitoring.us-west-2.amazonaws.com/")]
    [InlineData("CN-North-1", "", "", "https://ec2.cn-north-1.amazonaws.com.cn/", "https://monitoring.cn-north-1.amazonaws.com.cn/")]
    [InlineData("here", "https://cloud.example.org/", "", "https://cloud.example.org/", "https://cloud.example.org/")]
    [InlineData("here", "https://cloud.example.org", "https://metrics.example.org", "https://cloud.example.org/", "https://metrics.example.org/")]
    public async Task Calls_GoToTheRegionsOwnAddresses(string region, string address, string metrics, string compute, string monitoring)
    {
        await using var cloud = new Ec2Fixture();
        var backend = cloud.Open(new Dictionary<string, string> { ["region"] = region, ["address"] = address, ["metricsAddress"] = metrics });

        // The fake believes one region only; where it was asked is all that matters here.
        await Record.ExceptionAsync(() => backend.CheckAsync(TestContext.Current.CancellationToken));
        await Record.ExceptionAsync(() => ((ITransferMeter)backend).ReadTransferAsync(["i-00000000000000001"], default, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(new[] { compute, monitoring }.Distinct(), cloud.Api.Requests.Select(r => r.RequestUri!.AbsoluteUri).Distinct());
    }

    private static BackendSettings Settings(params (string Key, string Value)[] options)
    {
        var all = new Dictionary<string, string> { ["region"] = "us-west-2" };
        foreach (var (key, value) in options) all[key] = value;
        return new BackendSettings(1, "Oregon", Guid.CreateVersion7(), 1, all, new Dictionary<string, string> { ["accessKeyId"] = "AKIA1", ["secretAccessKey"] = "secret" });
    }
}
