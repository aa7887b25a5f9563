using System.Text.Json;
using Lobster.Backends.Compute.SolusVm2;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.SolusVm2;

/// <summary>Answers as the contract's examples have them, in the panel's words; and what may be missing or odd in them.</summary>
public sealed class SolusVm2MappingTests
{
    [Fact]
    public void Vm_Example_IsToldInThePanelsUnits()
    {
        var vm = SolusVm2Mapping.Vm(Server("""
            {"id":42,"name":"web1.example.com","description":"","virtualization_type":"kvm","specifications":{"disk":20,"ram":2147483648,"vcpu":2},"status":"started",
             "ips":[{"id":7,"ip":"192.0.2.10","ip_block":{"id":1,"type":"IPv4","gateway":"192.0.2.1","netmask":"255.255.255.0","reverse_dns":{"zone":"","enabled":false}}}],
             "ip_addresses":{"ipv4":[{"id":7,"ip":"192.0.2.10","is_primary":true}],"ipv6":[]},"location":{"id":1,"name":"Frankfurt"},
             "plan":{"id":3,"name":"2 GB","params":{"disk":20,"ram":2147483648,"vcpu":2}},"is_suspended":false,"is_processing":false,"created_at":"2026-01-02T03:04:05.000000Z"}
            """));

        Assert.Equal(("42", "web1.example.com", PowerState.Running, "started", "3"), (vm.Id, vm.Name, vm.Power, vm.RawState, vm.PlanId));
        Assert.Equal((2, 2048, 20), (vm.VCpus, vm.RamMb, vm.DiskGb));
        Assert.Equal((null, Instant.Utc(2026, 1, 2, 3, 4, 5)), (vm.Mark, vm.CreatedAt));
        var address = Assert.Single(vm.Addresses!);
        Assert.Equal(("192.0.2.10", 24, "192.0.2.1", true, false), (address.Address.ToString(), address.PrefixLength, address.Gateway?.ToString(), address.IsPublic, address.CanRemove));
    }

    [Theory]
    [InlineData("""{"id":42}""")]
    [InlineData("""{"id":42,"name":null,"status":null,"ips":null,"ip_addresses":null,"plan":null,"usage":null,"settings":null,"specifications":null,"location":null,"ssh_keys":null}""")]
    [InlineData("""{"id":42,"ips":[],"ip_addresses":[],"usage":[],"settings":[],"specifications":[],"plan":{"id":null,"limits":[]},"location":{},"new":{"a":[1]}}""")]
    [InlineData("""{"id":"42","usage":{"network":[]},"settings":{"vnc":[]},"ips":[{"ip":null},{"ip":"none"}]}""")]
    public void Vm_WhatIsNotTold_IsUnknownAndNotZero(string json)
    {
        var server = Server(json);
        var vm = SolusVm2Mapping.Vm(server);

        Assert.Equal(("42", PowerState.Unknown), (vm.Id, vm.Power));
        Assert.Equal((null, null, null, null), (vm.VCpus, vm.RamMb, vm.DiskGb, SolusVm2Mapping.Bytes(server.Usage?.Network?.Incoming)));
        Assert.Empty(vm.Addresses!);
    }

    [Fact]
    public void Addresses_OfAllKinds_HaveTheMainOneFirst()
    {
        var vm = SolusVm2Mapping.Vm(Server("""
            {"id":42,"ips":[{"id":8,"ip":"198.51.100.7"},{"id":9,"ip":"2001:db8:5::/64"},{"id":7,"ip":"192.0.2.10"},{"id":10,"ip":"10.0.0.5"}],
             "ip_addresses":{"ipv4":[{"id":8,"ip":"198.51.100.7","is_primary":false},{"id":7,"ip":"192.0.2.10","is_primary":true}],"ipv6":[{"id":11,"ip":"2001:db8:6::1","is_primary":true}]}}
            """));

        Assert.Equal(
            [("192.0.2.10", null, true, false), ("198.51.100.7", null, true, true), ("10.0.0.5", null, false, true), ("2001:db8:5::", 64, true, false), ("2001:db8:6::1", null, true, false)],
            vm.Addresses!.Select(a => (a.Address.ToString(), a.PrefixLength, a.IsPublic, a.CanRemove)));
    }

    [Theory]
    [InlineData("123456789", 123_456_789L)]
    [InlineData("\"123456789\"", 123_456_789L)]
    [InlineData("1.5e9", 1_500_000_000L)]
    [InlineData("12.75", 12L)]
    [InlineData("0", 0L)]
    [InlineData("-1", null)]
    [InlineData("null", null)]
    public void Bytes_Figure_IsWholeBytesOrUnknown(string figure, long? expected) =>
        Assert.Equal(expected, SolusVm2Mapping.Bytes(Server("""{"id":1,"usage":{"network":{"incoming":{"value":FIGURE}}}}""".Replace("FIGURE", figure, StringComparison.Ordinal)).Usage!.Network!.Incoming));

    [Theory]
    [InlineData("1000", "GiB", 1000)]
    [InlineData("2", "TB", 2048)]
    [InlineData("2048", "MiB", 2)]
    [InlineData("1", "PiB", 1_048_576)]
    [InlineData("1048576", "KB", 1)]
    [InlineData("5", "bushels", null)]
    public void Plan_TransferLimit_IsToldInGb(string limit, string unit, int? expected)
    {
        var traffic = $$"""{"is_enabled":true,"limit":{{limit}},"unit":"{{unit}}"}""";
        var json = """{"data":[{"id":3,"name":"2 GB","params":{"disk":20,"ram":2147483648,"vcpu":2},"limits":{"network_total_traffic":TRAFFIC}}],"meta":{"last_page":1}}""".Replace("TRAFFIC", traffic, StringComparison.Ordinal);
        var plan = SolusVm2Mapping.Plan(JsonSerializer.Deserialize(json, SolusVm2Json.Default.Plans)!.Data[0], 3);

        Assert.Equal(("3", "2 GB", 2, 2048, 20, expected), (plan.Id, plan.Name, plan.VCpus, plan.RamMb, plan.DiskGb, plan.TransferGb));
        Assert.Equal((true, null), (plan.IsAvailable, plan.HourlyPrice));
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"meta":{"last_page":1}}""")]
    [InlineData("""{"data":null,"meta":{"last_page":1}}""")]
    [InlineData("""{"data":[],"meta":null}""")]
    [InlineData("""{"data":[],"meta":{}}""")]
    [InlineData("""{"data":[{"name":"one"}],"meta":{"last_page":1}}""")]
    public void List_WithoutItsItemsOrPages_IsNoEmptyList(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, SolusVm2Json.Default.Servers));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":{"name":"one"}}""")]
    public void Answer_WithoutItsData_CannotBeRead(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, SolusVm2Json.Default.Server));

    [Theory]
    [InlineData("shop", "shop")]
    [InlineData("My shop_2!", "My-shop-2")]
    [InlineData("-.web.example.com.-", "web.example.com")]
    [InlineData("лобстер", "vm")]
    public void Name_OfACustomer_IsBentToAHostName(string name, string expected)
    {
        Assert.Equal(expected, SolusVm2Names.Bend(name));
        Assert.True(SolusVm2Names.IsName(expected));
        Assert.Equal(name == expected, SolusVm2Names.IsName(name));
    }

    [Fact]
    public void Secrets_InRecords_AreNotPrinted()
    {
        var server = Server("""{"id":1,"settings":{"vnc":{"password":"s3cret"},"vnc_password":"s3cret"}}""");

        Assert.DoesNotContain("s3cret", $"{server}", StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", $"{new SolusVm2Create("a", "b", 1, 1, 1) { Password = "s3cret" }}{new SolusVm2Reinstall(1) { Password = "s3cret" }}{new SolusVm2Screen("s3cret")}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5-51", true)]
    [InlineData("51", false)]
    [InlineData("5-", false)]
    [InlineData("5-51-1", false)]
    [InlineData("0-51", false)]
    [InlineData("../5-51", false)]
    public void ImageId_Text_IsReadBackOrNone(string text, bool isOne) => Assert.Equal(isOne ? text : null, SolusVm2ImageId.Parse(text)?.ToString());

    private static SolusVm2Server Server(string json) => JsonSerializer.Deserialize($$"""{"data":{{json}}}""", SolusVm2Json.Default.Server)!.Data;
}
