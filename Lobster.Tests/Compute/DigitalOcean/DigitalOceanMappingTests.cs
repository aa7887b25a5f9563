using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Lobster.Backends.Compute.DigitalOcean;
using Lobster.Core;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Compute.DigitalOcean;

/// <summary>The provider's own example answers in the panel's words.</summary>
public sealed class DigitalOceanMappingTests
{
    [Fact]
    public void Vm_Example_IsToldWithPublicAddressesFirstAndNoGatewayCalledNil()
    {
        var vm = DigitalOceanMapping.Vm(Example("droplet_single", DigitalOceanJson.Default.DigitalOceanDropletAnswer).Droplet);

        Assert.Equal(("3164444", "example.com", PowerState.Running, "active"), (vm.Id, vm.Name, vm.Power, vm.RawState));
        Assert.Equal(("s-1vcpu-1gb", "ubuntu-20-04-x64", 1, 1024, 25), (vm.PlanId, vm.ImageId, vm.VCpus, vm.RamMb, vm.DiskGb));
        Assert.Equal(Instant.Utc(2020, 7, 21, 18, 37, 44), vm.CreatedAt);
        Assert.Null(vm.Mark);
        Assert.Equal(
            [("192.241.165.154", 24, "192.241.165.1", true), ("2604:a880:0:1010::18a:a001", 64, "2604:a880:0:1010::1", true), ("10.128.192.124", 16, null, false)],
            vm.Addresses!.Select(a => (a.Address.ToString(), a.PrefixLength, a.Gateway?.ToString(), a.IsPublic)));
    }

    [Fact]
    public void List_Examples_AreRead()
    {
        Assert.NotEmpty(Example("droplets_all", DigitalOceanJson.Default.DigitalOceanDroplets).Droplets.Select(DigitalOceanMapping.Vm));
        Assert.All(
            Example("images_snapshots", DigitalOceanJson.Default.DigitalOceanImages).Images.Select(DigitalOceanMapping.Image),
            i => Assert.Equal((ImageState.Ready, false, 2397, 20), (i.State, i.IsPublic, i.SizeMb, i.MinDiskGb)));
        Assert.Equal(7515, Example("droplet_create_response", DigitalOceanJson.Default.DigitalOceanDropletAnswer).Links!.Actions![0].Id);
    }

    [Theory]
    [InlineData("0.00743999984115362", "0.00744")]
    [InlineData("0.0595200017094612", "0.05952")]
    [InlineData("23.80952453613281", "23.80952")]
    [InlineData("7.43999984115362e-03", "0.00744")]
    [InlineData("1", "1")]
    public void Plan_Price_LosesItsArtefact(string told, string expected)
    {
        var size = JsonSerializer.Deserialize(
            $$"""{"sizes":[{"slug":"s-1vcpu-1gb","memory":1024,"vcpus":1,"disk":25,"transfer":0.5,"price_hourly":{{told}},"available":true,"regions":["nyc3"],"description":"Basic"}]}""",
            DigitalOceanJson.Default.DigitalOceanSizes)!.Sizes[0];

        var plan = DigitalOceanMapping.Plan(size, "nyc3");

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), plan.HourlyPrice);
        Assert.Equal((500, "USD", true, false), (plan.TransferGb, plan.Currency, plan.IsAvailable, DigitalOceanMapping.Plan(size, "ams3").IsAvailable));
    }

    [Fact]
    public void Image_SizeNotTold_IsUnknownAndNotZero()
    {
        Assert.Null(DigitalOceanMapping.Image(new DigitalOceanImage(1) { Status = "NEW", SizeGigabytes = null }).SizeMb);
        Assert.Null(DigitalOceanMapping.Image(new DigitalOceanImage(1) { Status = "NEW", SizeGigabytes = 0 }).SizeMb);
    }

    [Fact]
    public void List_WithoutItsItems_IsNoEmptyList() => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize("{}", DigitalOceanJson.Default.DigitalOceanDroplets));

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("My shop_2!", "My-shop-2")]
    [InlineData("-.web.example.com.-", "web.example.com")]
    [InlineData("лобстер", "vm")]
    public void Name_OfACustomer_IsBentToThePattern(string name, string expected)
    {
        Assert.Equal(expected, DigitalOceanNames.Bend(name));
        Assert.True(DigitalOceanNames.IsName(expected));
        Assert.Equal(name == expected, DigitalOceanNames.IsName(name));
    }

    private static T Example<T>(string name, JsonTypeInfo<T> type)
    {
        var file = JsonNode.Parse(File.ReadAllText(Contracts.At("digitalocean", "openapi.json")))!;
        return file["components"]!["examples"]![name]!["value"].Deserialize(type)!;
    }
}
