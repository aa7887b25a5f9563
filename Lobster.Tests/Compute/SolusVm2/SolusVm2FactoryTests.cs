using Lobster.Backends.Compute.SolusVm2;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>The region's form, and what it becomes.</summary>
public sealed class SolusVm2FactoryTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSolusVm2().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private IBackendFactory Factory => services.GetRequiredService<IBackendFactory>();

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("address", "master.example.com", "address")]
    [InlineData("user", "7", "project")]
    [InlineData("project", "", "project")]
    [InlineData("cloudInit", "v2 or so", "cloudInit")]
    [InlineData("trust", "not a certificate", "trust")]
    public void Validate_ValueThatMakesNoSense_NamesTheField(string key, string value, string named)
    {
        var settings = Settings(key, value);

        Assert.Equal([named], Factory.Validate(settings).Keys);
        Assert.Throws<ArgumentException>(() => Factory.Create(settings));
    }

    [Fact]
    public void Validate_TokenWithASpace_IsNamed() =>
        Assert.Equal(["token"], Factory.Validate(Settings("virtType", "kvm") with { Secrets = new Dictionary<string, string> { ["token"] = "a b" } }).Keys);

    [Theory]
    [InlineData("location", "0", "location")]
    [InlineData("location", "Frankfurt", "location")]
    [InlineData("virtType", "xen", "virtType")]
    [InlineData("shutdownSeconds", "901", "shutdownSeconds")]
    public void Form_ValueOutOfItsRange_IsNamed(string key, string value, string named) =>
        Assert.Equal([named], OptionRules.Check(Factory.OptionFields, new Dictionary<string, string>(Settings(key, value).Options) { ["token"] = "x" }).Keys);

    [Theory]
    [InlineData("virtType", "vz")]
    [InlineData("ipTypes", "both")]
    [InlineData("trust", "AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99")]
    public void Create_GoodSettings_MakesABackend(string key, string value)
    {
        Assert.Empty(Factory.Validate(Settings(key, value)));
        Assert.IsType<SolusVm2Backend>(Factory.Create(Settings(key, value)));
    }

    [Fact]
    public void Create_WithoutTokenOrLocation_Throws()
    {
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings("virtType", "kvm") with { Secrets = new Dictionary<string, string>() }));
        Assert.Throws<ArgumentException>(() => Factory.Create(Settings("location", " ")));
    }

    private static BackendSettings Settings(string key, string value)
    {
        var form = new Dictionary<string, string> { ["address"] = "https://master.example.com", ["location"] = "1", ["project"] = "1", [key] = value };
        return new BackendSettings(4, "Here", Guid.CreateVersion7(), 1, form, new Dictionary<string, string> { ["token"] = SolusVm2Fake.Token });
    }
}
