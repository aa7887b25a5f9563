using Lobster.Backends.Compute.SolusVm1;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.SolusVm1;

/// <summary>The region's form, and what it becomes.</summary>
public sealed class SolusVm1FactoryTests
{
    [Theory]
    [InlineData("address", "master.example.com", "address")]
    [InlineData("node", "node1", "nodeGroup")]
    [InlineData("nodeGroup", "", "nodeGroup")]
    [InlineData("trust", "not a certificate", "trust")]
    public void Validate_ValueThatMakesNoSense_NamesTheField(string key, string value, string named)
    {
        using var services = Services();
        var factory = services.GetRequiredService<IBackendFactory>();
        var settings = Settings(key, value);

        Assert.Equal([named], factory.Validate(settings).Keys);
        Assert.Throws<ArgumentException>(() => factory.Create(settings));
    }

    [Theory]
    [InlineData("kvm")]
    [InlineData("xen hvm")]
    [InlineData("xen")]
    [InlineData("openvz")]
    public void Create_EachTypeOfTheForm_MakesABackend(string type)
    {
        using var services = Services();

        Assert.NotNull(services.GetRequiredService<IBackendFactory>().Create(Settings("virtType", type)));
        Assert.Contains(SolusVm1Fields.All.Single(f => f.Key == "virtType").Choices, c => c.Value == type);
    }

    private static ServiceProvider Services() => new ServiceCollection().AddSolusVm1().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private static BackendSettings Settings(string key, string value)
    {
        var form = new Dictionary<string, string>
        {
            ["address"] = "https://master.example.com:5656", ["nodeGroup"] = "toronto", ["username"] = "lobster", ["plan"] = "Lobster", [key] = value,
        };
        return new BackendSettings(4, "Here", Guid.CreateVersion7(), 1, form, new Dictionary<string, string> { ["apiId"] = SolusVm1Fake.Id, ["apiKey"] = SolusVm1Fake.Key });
    }
}
