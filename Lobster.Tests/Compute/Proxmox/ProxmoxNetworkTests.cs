using System.Net;
using System.Text.Json.Nodes;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>Addresses that the panel gives, addresses that guests ask for, and the way to a screen.</summary>
public sealed class ProxmoxNetworkTests : ConformanceSuite<ProxmoxFixture>
{
    private const string Fingerprint = "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89";

    [Fact]
    public async Task Create_AddressThatAnotherTookAtTheSameTime_GivesWay()
    {
        Cloud.Api.AddForeign(1);
        var accepted = await Backend.CreateAsync(Request(), Token);
        var taken = Cloud.Api.Config(accepted.VmId)["ipconfig0"].Split('/')[0]["ip=".Length..];
        Cloud.Api.Configure("20000", "tags", $"lobster-ip-{taken}");

        await DoneAsync(accepted.VmId, accepted.Change);
        var vm = await GetAsync(accepted.VmId);

        Assert.NotEqual(IPAddress.Parse(taken), Assert.Single(vm.Addresses!).Address);
        Assert.Contains($"lobster-ip-{vm.Addresses![0].Address}", Cloud.Api.Config(vm.Id)["tags"], StringComparison.Ordinal);
        Assert.DoesNotContain($"lobster-ip-{taken};", Cloud.Api.Config(vm.Id)["tags"] + ";", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NoAddressLeft_IsAQuota()
    {
        Cloud.Values["addresses"] = "203.0.113.10/24";
        await RunningAsync();

        await RefusedAsync(BackendErrorKind.QuotaExceeded, () => Backend.CreateAsync(Request(), Token));

        Assert.Single(Cloud.Api.Machines);
    }

    [Fact]
    public async Task Delete_Address_IsFreeAgain()
    {
        Cloud.Values["addresses"] = "203.0.113.10/24";
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.DeleteAsync(vm.Id, Token));

        Assert.Equal(vm.Addresses![0].Address, (await RunningAsync()).Addresses![0].Address);
    }

    [Fact]
    public async Task Add_SecondExtraAddress_IsRejected()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));

        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv4, Token));
        await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv6, Token));
    }

    [Fact]
    public async Task Get_AddressesOfDhcp_AreThoseThatTheAgentSees()
    {
        (Cloud.Values["addresses"], Cloud.Values["ipv6"]) = ("", "auto");
        var vm = await RunningAsync();
        Cloud.Api.Asked.Clear();
        var without = await GetAsync(vm.Id);
        var asked = Cloud.Api.Asked.Count(a => a.Contains("/agent/", StringComparison.Ordinal));
        Cloud.Api.Agent = JsonNode.Parse("""
            [{"name":"lo","ip-addresses":[{"ip-address":"127.0.0.1","ip-address-type":"ipv4","prefix":8}]},
             {"name":"eth0","hardware-address":"bc:24:11:2e:c5:4a","ip-addresses":[
              {"ip-address":"2001:db8::10","ip-address-type":"ipv6","prefix":64},{"ip-address":"fe80::1","ip-address-type":"ipv6","prefix":64},
              {"ip-address":"192.0.2.10","ip-address-type":"ipv4","prefix":24},{"ip-address":"10.0.0.4","ip-address-type":"ipv4","prefix":8}]}]
            """)!.AsArray();
        var with = await GetAsync(vm.Id);

        Assert.Equal("ip=dhcp,ip6=auto", Cloud.Api.Config(vm.Id)["ipconfig0"]);
        Assert.Empty(without.Addresses!);
        Assert.Equal(1, asked); // what is said for certain is not asked again
        Assert.Equal(["192.0.2.10", "10.0.0.4", "2001:db8::10"], with.Addresses!.Select(a => $"{a.Address}"));
        Assert.Equal([true, false, true], with.Addresses!.Select(a => a.IsPublic));
    }

    [Fact]
    public async Task Console_Running_IsAWebSocketWithTheUsersTicket()
    {
        Cloud.Values["trust"] = Fingerprint;
        var vm = await RunningAsync();

        var screen = Assert.IsType<ConsoleAccess.VncWebSocket>(await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));

        Assert.Equal(
            $"wss://pve.example.org:8006/api2/json/nodes/pve1/qemu/{vm.Id}/vncwebsocket?port=5900&vncticket={Uri.EscapeDataString(ProxmoxFake.VncTicket)}", screen.Socket.Address.AbsoluteUri);
        Assert.Equal("Abc!23de", screen.Password);
        Assert.Equal(["binary"], screen.Socket.SubProtocols);
        Assert.StartsWith("PVEAuthCookie=PVE%3Alobster%40pve%3A", screen.Socket.Cookie, StringComparison.Ordinal);
        Assert.Equal(Fingerprint.Replace(":", "", StringComparison.Ordinal), screen.Socket.CertificateSha256);
        Assert.Null(screen.Socket.CaPem);
        Assert.NotNull(screen.ExpiresAt);
    }

    [Fact]
    public async Task Console_Stopped_IsAConflict()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Console_TokenOnly_IsRejectedAsTheMachineSays()
    {
        Cloud.Values.Remove("user");
        Cloud.Values.Remove("password");
        var vm = await RunningAsync();

        var refusal = await RefusedAsync(BackendErrorKind.Rejected, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));

        Assert.Equal(vm.Restrictions[Core.Compute.Capability.Console], refusal.Message);
        Assert.Equal(vm.Restrictions[Core.Compute.Capability.Terminal], (await RefusedAsync(BackendErrorKind.Rejected, () => Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token))).Message);
        Assert.Contains((await Backend.CheckAsync(Token)).Warnings, w => w.Contains("console", StringComparison.Ordinal));
    }
}
