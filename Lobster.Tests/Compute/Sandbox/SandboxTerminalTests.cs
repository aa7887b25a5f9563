using System.Net.WebSockets;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Tests.Compute.Sandbox;

/// <summary>The terminal, over a real WebSocket.</summary>
public sealed class SandboxTerminalTests : IAsyncDisposable
{
    private readonly SandboxFixture cloud = new();
    private readonly CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await cloud.DisposeAsync();
        patience.Dispose();
    }

    [Fact]
    public async Task Terminal_TypedCommand_IsAnsweredUntilExit()
    {
        await cloud.StartHostAsync();
        var access = await OpenAsync(await RunningAsync());
        using var socket = await ConnectAsync(access);

        var greeting = await ReadUntilAsync(socket, "~# ");
        await TypeAsync(socket, "hostnamee\b\r");
        var answer = await ReadUntilAsync(socket, "~# ");
        await TypeAsync(socket, "exit\r");
        await ReadUntilAsync(socket, "logout");

        Assert.Equal(SerialFraming.Raw, access.Framing);
        Assert.Contains("simulated", greeting, StringComparison.Ordinal);
        Assert.Contains("\r\nweb1\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminal_TicketUsedOrTooOld_IsRefused()
    {
        await cloud.StartHostAsync();
        var vm = await RunningAsync();
        var used = await OpenAsync(vm);
        using (await ConnectAsync(used))
        {
        }

        var old = await OpenAsync(vm);
        cloud.Time.Advance(TimeSpan.FromSeconds(31));

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(used));
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(old));
    }

    [Fact]
    public async Task Terminal_StoppedMachine_IsAConflict()
    {
        await cloud.StartHostAsync();
        var vm = await RunningAsync();
        await cloud.Backend.StopAsync(vm, patience.Token);
        cloud.Time.Advance(TimeSpan.FromSeconds(3));

        var e = await Assert.ThrowsAsync<BackendException>(() => OpenAsync(vm));

        Assert.Equal(BackendErrorKind.Conflict, e.Kind);
    }

    [Fact]
    public async Task Terminal_WithoutAHost_IsUnavailable()
    {
        var e = await Assert.ThrowsAsync<BackendException>(async () => await OpenAsync(await RunningAsync()));

        Assert.Equal(BackendErrorKind.Unavailable, e.Kind);
    }

    private Task<string> RunningAsync() => cloud.RunningAsync("web1", patience.Token);

    private async Task<ConsoleAccess.SerialWebSocket> OpenAsync(string vm) =>
        Assert.IsType<ConsoleAccess.SerialWebSocket>(await ((ITerminal)cloud.Backend).OpenTerminalAsync(vm, patience.Token));

    private async Task<ClientWebSocket> ConnectAsync(ConsoleAccess.SerialWebSocket access)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(access.Socket.Address, patience.Token);
        return socket;
    }

    private async Task TypeAsync(ClientWebSocket socket, string text) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Binary, true, patience.Token);

    private async Task<string> ReadUntilAsync(ClientWebSocket socket, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(end, StringComparison.Ordinal))
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
            text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }

        return text.ToString();
    }
}
