using Lobster.Backends.Compute.CloudStack;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.CloudStack;

public sealed class CloudStackFactoryTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddCloudStack().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("address", "cloud.example.org")]
    [InlineData("address", "ftp://cloud.example.org/client/api")]
    [InlineData("address", "https://cloud.example.org")]
    [InlineData("address", "https://cloud.example.org/client/api?command=x")]
    [InlineData("zone", "zone 1!")]
    [InlineData("networks", "a,b|c")]
    [InlineData("trust", "no certificate")]
    public void Validate_OptionThatMakesNoSense_IsNamed(string key, string value) => Assert.Equal([key], Factory.Validate(Settings((key, value))).Keys);

    [Fact]
    public void Validate_GoodSettings_HasNoProblem()
    {
        Assert.Empty(Factory.Validate(Settings()));
        Assert.Empty(Factory.Validate(Settings(("networks", "87503ba2-d59d-4a5e-8f7f-b3f486cedbd8, 1d8d87d4-1425-459c-8d81-c6f57dca2bd2"), ("address", "http://10.0.0.1:8080/client/api/"))));
    }

    [Fact]
    public void Create_WithoutKeyOrZone_Throws()
    {
        Assert.IsType<CloudStackBackend>(Factory.Create(Settings()));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings() with { Secrets = new Dictionary<string, string>() }));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings(("zone", " "))));
    }

    private static BackendSettings Settings(params (string Key, string Value)[] options)
    {
        var all = new Dictionary<string, string> { ["address"] = "https://cloud.example.org/client/api", ["zone"] = "1d8d87d4-1425-459c-8d81-c6f57dca2bd2" };
        foreach (var (key, value) in options) all[key] = value;
        return new BackendSettings(1, "Here", Guid.CreateVersion7(), 1, all, new Dictionary<string, string> { ["apiKey"] = "a", ["secretKey"] = "s" });
    }
}
