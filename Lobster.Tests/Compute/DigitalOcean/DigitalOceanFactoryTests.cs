using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.DigitalOcean;

public sealed class DigitalOceanFactoryTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddDigitalOcean().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("region", "New York")]
    [InlineData("address", "api.digitalocean.com")]
    [InlineData("address", "ftp://api.digitalocean.com")]
    public void Validate_OptionThatMakesNoSense_IsNamed(string key, string value) => Assert.Equal([key], Factory.Validate(Settings((key, value))).Keys);

    [Fact]
    public void Validate_TokenWithASpace_IsNamed() => Assert.Equal(["token"], Factory.Validate(Settings() with { Secrets = new Dictionary<string, string> { ["token"] = "dop v1" } }).Keys);

    [Fact]
    public void Validate_GoodSettings_HasNoProblem()
    {
        Assert.Empty(Factory.Validate(Settings()));
        Assert.Empty(OptionRules.Check(Factory.OptionFields, new Dictionary<string, string> { ["region"] = "nyc3", ["token"] = "dop_v1_x", ["shutdownSeconds"] = "0" }));
        Assert.Equal(["shutdownSeconds"], OptionRules.Check(Factory.OptionFields, new Dictionary<string, string> { ["region"] = "nyc3", ["token"] = "dop_v1_x", ["shutdownSeconds"] = "901" }).Keys);
    }

    [Fact]
    public void Create_WithoutTokenOrRegion_Throws()
    {
        Assert.IsType<DigitalOceanBackend>(Factory.Create(Settings()));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings() with { Secrets = new Dictionary<string, string>() }));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings(("region", " "))));
    }

    private static BackendSettings Settings(params (string Key, string Value)[] options)
    {
        var all = new Dictionary<string, string> { ["region"] = "nyc3" };
        foreach (var (key, value) in options) all[key] = value;
        return new BackendSettings(1, "New York", Guid.CreateVersion7(), 1, all, new Dictionary<string, string> { ["token"] = "dop_v1_x" });
    }
}
