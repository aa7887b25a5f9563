using Lobster.Backends.Compute;
using Lobster.Backends.Compute.Linode;
using Lobster.Core.Compute;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Compute.Linode;

/// <summary>The region's form, and what it becomes.</summary>
public sealed class LinodeFactoryTests
{
    [Fact]
    public void Form_NothingButARegion_IsTheDefaults()
    {
        var stored = new StoredOptions(Settings(new() { ["region"] = " US-East " }, "t"), LinodeFields.All);

        Assert.Equal(new LinodeOptions("us-east"), LinodeOptions.Read(stored));
    }

    [Theory]
    [InlineData("region", "us east")]
    [InlineData("region", "us\"}")]
    [InlineData("address", "api.linode.com")]
    public void Validate_ValueThatMakesNoSense_NamesTheField(string key, string value)
    {
        using var services = Services();
        var factory = services.GetRequiredService<IBackendFactory>();
        var settings = Settings(new() { ["region"] = "us-east", [key] = value }, "t");

        Assert.Equal([key], factory.Validate(settings).Keys);
        Assert.Throws<ArgumentException>(() => factory.Create(settings));
    }

    [Fact]
    public void Create_WithoutToken_Throws()
    {
        using var services = Services();

        Assert.Throws<ArgumentException>(() => services.GetRequiredService<IBackendFactory>().Create(Settings(new() { ["region"] = "us-east" }, "")));
    }

    [Theory]
    [InlineData("br-gru", "0.0105")]
    [InlineData("us-east", "0.0075")]
    public void Plan_PriceOfTheRegion_GoesBeforeTheCommonOne(string region, string expected)
    {
        var type = new LinodeType { Id = "g6-nanode-1", Price = new LinodePrice(0.0075m), RegionPrices = [new LinodeRegionPrice("br-gru", 0.0105m)], Disk = 25_600 };

        var plan = LinodeMapping.Plan(type, region, new HashSet<string> { "g6-nanode-1" });

        Assert.Equal((decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), "USD", 25, false), (plan.HourlyPrice, plan.Currency, plan.DiskGb, plan.IsAvailable));
    }

    private static ServiceProvider Services() => new ServiceCollection().AddLinode().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    private static BackendSettings Settings(Dictionary<string, string> options, string token) =>
        new(4, "Newark", Guid.CreateVersion7(), 1, options, new Dictionary<string, string> { ["token"] = token });
}
