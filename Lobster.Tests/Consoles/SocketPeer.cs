using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Lobster.Core.Compute;
using Lobster.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Lobster.Tests.Consoles;

/// <summary>A provider's WebSockets on loopback, at any path; tells what it hears on each.</summary>
internal sealed class SocketPeer : IAsyncDisposable
{
    private readonly Channel<Heard> heard = Channel.CreateUnbounded<Heard>();
    private readonly CancellationTokenSource patience = new(TestRun.Patience);
    private readonly List<(string Path, WebSocket Socket)> open = [];
    private WebApplication app = null!;

    public static async Task<SocketPeer> StartAsync()
    {
        var peer = new SocketPeer();
        peer.app = await SocketServer.StartAsync(peer.ServeAsync);
        return peer;
    }

    /// <summary>The address of a path.</summary>
    public Uri At(string path) => new(app.Urls.Single().Replace("http:", "ws:", StringComparison.Ordinal) + path);

    public ConsoleSocket Socket(string path) => new(At(path)) { SubProtocols = ["secret"] };

    /// <summary>The next message of any.</summary>
    public async Task<Heard> HearAsync() => await heard.Reader.ReadAsync(patience.Token);

    /// <summary>Cuts what is open at a path.</summary>
    public void Cut(string path)
    {
        lock (open)
            foreach (var (_, socket) in open.Where(o => o.Path == path)) socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await patience.CancelAsync();
        await app.DisposeAsync();
        patience.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(context.WebSockets.WebSocketRequestedProtocols.Single());
        lock (open) open.Add((path, socket));
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) is { MessageType: not WebSocketMessageType.Close } read)
                heard.Writer.TryWrite(new Heard(path, read.MessageType, Encoding.UTF8.GetString(buffer, 0, read.Count)));
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The other side broke it off, or the test is over.
        }

        heard.Writer.TryWrite(new Heard(path, WebSocketMessageType.Close, ""));
    }

    /// <summary>A message, or that a socket ended.</summary>
    internal sealed record Heard(string Path, WebSocketMessageType Kind, string Text);
}
