using System.Text;
using Lobster.Backends.Consoles;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Compute.Conformance;
using Lobster.Tests.Consoles.Peers;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>The way to a serial port, and what goes over it.</summary>
public sealed class ProxmoxTerminalTests : ConformanceSuite<ProxmoxFixture>
{
    [Fact]
    public async Task Terminal_Running_IsAWebSocketWithTheUsersTicketAndAHello()
    {
        var vm = await RunningAsync();

        var terminal = await OpenAsync(vm.Id);

        Assert.Equal(
            $"wss://pve.example.org:8006/api2/json/nodes/pve1/qemu/{vm.Id}/vncwebsocket?port=5901&vncticket={Uri.EscapeDataString(ProxmoxFake.TermTicket)}", terminal.Socket.Address.AbsoluteUri);
        Assert.Equal((SerialFraming.Proxmox, $"{ProxmoxFake.User}:{ProxmoxFake.TermTicket}\n"), (terminal.Framing, terminal.Hello));
        Assert.Equal(["binary"], terminal.Socket.SubProtocols);
        Assert.StartsWith("PVEAuthCookie=PVE%3Alobster%40pve%3A", terminal.Socket.Cookie, StringComparison.Ordinal);
        Assert.Equal(Core.Instant.From(Cloud.Time.GetUtcNow() + TimeSpan.FromSeconds(10)), terminal.ExpiresAt);
        Assert.DoesNotContain(Cloud.Log.Lines, l => l.Contains(ProxmoxFake.TermTicket, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Terminal_FirstPortLeadsToTheHost_IsTheNext()
    {
        var vm = await RunningAsync();
        Cloud.Api.Configure(vm.Id, "serial0", "/dev/ttyS0");
        Cloud.Api.Configure(vm.Id, "serial2", "socket");

        await OpenAsync(vm.Id);

        Assert.Equal("serial=serial2", Cloud.Api.Bodies[Cloud.Api.Requests.FindIndex(r => r.RequestUri!.AbsolutePath.EndsWith("/termproxy", StringComparison.Ordinal))]);
    }

    [Fact]
    public async Task Terminal_NoSerialPort_IsRejectedAsTheMachineSays()
    {
        Cloud.Api.AddForeign(1);
        await DoneAsync("20000", await Backend.StartAsync("20000", Token));
        var vm = await GetAsync("20000");

        var refusal = await RefusedAsync(BackendErrorKind.Rejected, () => OpenAsync(vm.Id));

        Assert.StartsWith("This machine has no serial port", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(vm.Restrictions[Core.Compute.Capability.Terminal], refusal.Message);
        Assert.False(vm.Restrictions.ContainsKey(Core.Compute.Capability.Console));
    }

    [Fact]
    public async Task Terminal_Stopped_IsAConflict()
    {
        var vm = await RunningAsync();
        await DoneAsync(vm.Id, await Backend.StopAsync(vm.Id, Token));

        await RefusedAsync(BackendErrorKind.Conflict, () => OpenAsync(vm.Id));
    }

    [Fact]
    public async Task Create_Machine_HasASerialPortBesideItsScreen()
    {
        var vm = await RunningAsync();

        Assert.Equal("socket", Cloud.Api.Config(vm.Id)["serial0"]);
        Assert.False(Cloud.Api.Config(vm.Id).ContainsKey("vga"));
        Assert.Empty(vm.Restrictions);
    }

    [Fact]
    public async Task Line_LoggedIn_PacksWhatIsTypedAndPrintsWhatComes()
    {
        await using var node = await ProxmoxTerminalHost.StartAsync();
        await using var line = await DialAsync(node);

        await line.ResizeAsync(new TerminalSize(100, 30), Token);
        await line.WriteAsync("lsü\r"u8.ToArray(), Token);
        await node.SayAsync("login: ");

        Assert.Equal("login: ", await ReadAsync(line));
        Assert.Equal(["1:100:30:", "0:5:lsü\r"], [await node.HearAsync(), await node.HearAsync()]);
        Assert.Equal(($"?port=5901&vncticket={Uri.EscapeDataString(ProxmoxFake.TermTicket)}", "binary"), (node.Query, node.SubProtocol));
        Assert.StartsWith("PVEAuthCookie=", node.Cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_NobodyTypes_GivesASignOfLifeEveryHalfMinute()
    {
        await using var node = await ProxmoxTerminalHost.StartAsync();
        await using var line = await DialAsync(node);

        Cloud.Time.Advance(TimeSpan.FromSeconds(29));
        await line.WriteAsync("a"u8.ToArray(), Token);
        Cloud.Time.Advance(TimeSpan.FromSeconds(1));
        var early = await node.HearAsync();
        var first = await node.HearAsync();
        Cloud.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(["0:1:a", "2", "2"], [early, first, await node.HearAsync()]);
    }

    [Fact]
    public async Task Line_Left_EndsAtTheNode()
    {
        await using var node = await ProxmoxTerminalHost.StartAsync();
        var line = await DialAsync(node);

        await line.DisposeAsync();
        Cloud.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Null(await node.HearAsync());
    }

    [Fact]
    public async Task Line_TicketThatIsNotTaken_IsALoginRefused()
    {
        await using var node = await ProxmoxTerminalHost.StartAsync("PVEVNC:another");

        var refused = await Assert.ThrowsAsync<ConsoleLineException>(() => DialAsync(node));

        Assert.Equal(ConsoleEnd.LoginRefused, refused.End);
        Assert.DoesNotContain(ProxmoxFake.TermTicket, refused.ToString(), StringComparison.Ordinal);
    }

    private async Task<ConsoleAccess.SerialWebSocket> OpenAsync(string vmId) => Assert.IsType<ConsoleAccess.SerialWebSocket>(await Capability<ITerminal>().OpenTerminalAsync(vmId, Token));

    private async Task<ConsoleLine> DialAsync(ProxmoxTerminalHost node)
    {
        Cloud.Values["address"] = node.Address;
        var vm = await RunningAsync();
        return await new ConsoleDialer(null!, Cloud.Time).ConnectAsync(new VmId(1), await OpenAsync(vm.Id), new Sitter(), Token);
    }

    private static async Task<string> ReadAsync(ConsoleLine line)
    {
        var buffer = new byte[100];
        return Encoding.UTF8.GetString(buffer, 0, await line.ReadAsync(buffer, Token));
    }
}
