using System.Net;
using Lobster.Core.Compute;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Compute.Linode;

/// <summary>What is peculiar to Linode's addresses and consoles.</summary>
public sealed class LinodeNetworkTests : ConformanceSuite<LinodeFixture>
{
    [Fact]
    public void AddressTypes_WithoutLinodesConsent_ArePrivateOnly() =>
        Assert.Equal([AddressType.PrivateIPv4], Assert.IsType<IAddressChanges>(Cloud.Open([]), exactMatch: false).AddressTypes);

    [Fact]
    public async Task Addresses_PrivateOneAskedFor_StandsBehindThePublicOnes()
    {
        var backend = Cloud.Open(new() { ["privateAddress"] = "true" });
        var accepted = await backend.CreateAsync(Request(), Token);

        var addresses = (await backend.GetAsync(accepted.VmId, Token))!.Addresses!;

        Assert.Equal([true, true, false], addresses.Select(a => a.IsPublic));
        Assert.Equal(addresses.Select(a => a.Address), (await Assert.IsType<IAddressList>(backend, exactMatch: false).ListAddressesAsync(accepted.VmId, Token)).Select(a => a.Address));
    }

    [Fact]
    public async Task AddAddress_NewerNetwork_IsRejectedWithTheMachinesReason()
    {
        var backend = Cloud.Open(new() { ["interfaces"] = "linode" });
        var accepted = await backend.CreateAsync(Request(), Token);
        var vm = await backend.GetAsync(accepted.VmId, Token);

        var refusal = await RefusedAsync(BackendErrorKind.Rejected, () => Assert.IsType<IAddressChanges>(backend, exactMatch: false).AddAddressAsync(vm!.Id, AddressType.PrivateIPv4, Token));

        Assert.Equal(vm!.Restrictions[Lobster.Core.Compute.Capability.AddressChanges], refusal.Message);
    }

    [Fact]
    public async Task Delete_WithARange_GivesTheRangeBack()
    {
        var vm = await RunningAsync();
        var range = Assert.IsType<BackendChange.Done>(await Capability<IAddressChanges>().AddAddressAsync(vm.Id, AddressType.PublicIPv6, Token)).ResultId;

        await Backend.DeleteAsync(vm.Id, Token);

        Assert.Contains($"DELETE /v4/networking/ipv6/ranges/{range}", Cloud.Api.Asked);
        Assert.Null(await Backend.GetAsync(vm.Id, Token));
    }

    [Fact]
    public async Task Console_Screen_IsGlishWithItsProtocols()
    {
        var vm = await RunningAsync();

        var console = Assert.IsType<ConsoleAccess.VncWebSocket>(await Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));

        Assert.Equal($"wss://us-east.webconsole.example/{vm.Id}/glish", console.Socket.Address.ToString());
        Assert.Equal(["binary", LinodeFake.LishSecret], console.Socket.SubProtocols);
        Assert.Equal(new ConsoleRenewal(new Uri("wss://us-east.webconsole.example/monitor"), """{"action":"renew"}""", TimeSpan.FromSeconds(30)), console.Socket.Renewal);
        Assert.Null(console.Password);
    }

    [Fact]
    public async Task Terminal_Running_IsWeblishWithItsProtocols()
    {
        var vm = await RunningAsync();

        var terminal = Assert.IsType<ConsoleAccess.SerialWebSocket>(await Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token));

        Assert.Equal($"wss://us-east.webconsole.example/{vm.Id}/weblish", terminal.Socket.Address.ToString());
        Assert.Equal(["binary", LinodeFake.LishSecret], terminal.Socket.SubProtocols);
        Assert.Equal((SerialFraming.Text, null), (terminal.Framing, terminal.Hello));
    }

    [Fact]
    public async Task Console_Stopped_IsAConflictForTheScreenAndOpensTheTerminal()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
        var terminal = await Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token);

        Assert.Equal($"/{vm.Id}/weblish", Assert.IsType<ConsoleAccess.SerialWebSocket>(terminal).Socket.Address.AbsolutePath);
    }

    // Up to a release that had one console, the region's form said which.
    [Theory]
    [InlineData("screen")]
    [InlineData("terminal")]
    public async Task Console_RegionStoredWithTheOldChoice_OpensBoth(string stored)
    {
        var vm = await RunningAsync();

        var backend = Cloud.Open(new() { ["console"] = stored });

        Assert.IsType<ConsoleAccess.VncWebSocket>(await Assert.IsType<IConsole>(backend, exactMatch: false).OpenConsoleAsync(vm.Id, Token));
        Assert.IsType<ConsoleAccess.SerialWebSocket>(await Assert.IsType<ITerminal>(backend, exactMatch: false).OpenTerminalAsync(vm.Id, Token));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "{}")]
    [InlineData(HttpStatusCode.BadRequest, "{}")]
    [InlineData(HttpStatusCode.InternalServerError, "{}")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, """{"weblish_url":"javascript:","glish_url":"http://example.org/"}""")]
    public async Task Console_CallChangedWithoutNotice_IsUnavailable(HttpStatusCode status, string body)
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/lish", StringComparison.Ordinal)) { Instead = Trouble.Says(status, body) });

        await RefusedAsync(BackendErrorKind.Unavailable, () => Capability<IConsole>().OpenConsoleAsync(vm.Id, Token));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "{}")]
    [InlineData(HttpStatusCode.OK, "{}")]
    [InlineData(HttpStatusCode.OK, """{"weblish_url":"javascript:","glish_url":"wss://example.org/glish"}""")]
    public async Task Terminal_CallChangedWithoutNotice_IsUnavailable(HttpStatusCode status, string body)
    {
        var vm = await RunningAsync();
        Cloud.Api.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/lish", StringComparison.Ordinal)) { Instead = Trouble.Says(status, body) });

        await RefusedAsync(BackendErrorKind.Unavailable, () => Capability<ITerminal>().OpenTerminalAsync(vm.Id, Token));
    }
}
