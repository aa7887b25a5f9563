using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Lobster.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Lobster.Tests.Compute.Proxmox;

/// <summary>The WebSocket of a node with its termproxy: reads a log-in line, answers a good one with OK and a bad one not at all, and then says and hears what a test wants.</summary>
internal sealed class ProxmoxTerminalHost : IAsyncDisposable
{
    private readonly string hello;
    private readonly Channel<string> heard = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource<WebSocket> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource patience = new(TestRun.Patience);
    private WebApplication app = null!;

    private ProxmoxTerminalHost(string ticket) => hello = $"{ProxmoxFake.User}:{ticket}\n";

    /// <summary>Where it is.</summary>
    public string Address => app.Urls.Single();

    public string? Query { get; private set; }

    public string? Cookie { get; private set; }

    public string? SubProtocol { get; private set; }

    public static async Task<ProxmoxTerminalHost> StartAsync(string ticket = ProxmoxFake.TermTicket)
    {
        var host = new ProxmoxTerminalHost(ticket);
        host.app = await SocketServer.StartAsync(host.ServeAsync);
        return host;
    }

    /// <summary>The next message; null when the other side has left.</summary>
    public async Task<string?> HearAsync() => await heard.Reader.WaitToReadAsync(patience.Token) && heard.Reader.TryRead(out var message) ? message : null;

    /// <summary>Prints.</summary>
    public async Task SayAsync(string text) => await (await opened.Task.WaitAsync(patience.Token)).SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Binary, true, patience.Token);

    public async ValueTask DisposeAsync()
    {
        await patience.CancelAsync();
        await app.DisposeAsync();
        patience.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        (Query, Cookie, SubProtocol) = (context.Request.QueryString.Value, context.Request.Headers.Cookie, context.WebSockets.WebSocketRequestedProtocols.Single());
        using var socket = await context.WebSockets.AcceptWebSocketAsync(SubProtocol);
        try
        {
            if (await ReadAsync(socket) != hello) return;
            await socket.SendAsync("OK"u8.ToArray(), WebSocketMessageType.Binary, true, patience.Token);
            opened.SetResult(socket);
            while (await ReadAsync(socket) is { } message) heard.Writer.TryWrite(message);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The other side broke it off, or the test is over.
        }
        finally
        {
            heard.Writer.Complete();
        }
    }

    private async Task<string?> ReadAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        var read = await socket.ReceiveAsync(buffer, patience.Token);
        return read.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, read.Count);
    }
}
