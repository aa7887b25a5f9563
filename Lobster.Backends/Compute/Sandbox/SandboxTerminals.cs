using System.Globalization;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>The serial lines of simulated machines: WebSockets on a loopback port, each behind a ticket for one use.</summary>
internal sealed class SandboxTerminals(TimeProvider time, ILogger<SandboxTerminals> log) : SandboxListener(log)
{
    private readonly SandboxTickets tickets = new(time);

    public (Uri Address, DateTimeOffset Expires) Open(SandboxShell shell)
    {
        var port = OpenPort().ToString(CultureInfo.InvariantCulture);
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return (new Uri($"ws://127.0.0.1:{port}/{ticket}"), tickets.Add(ticket, shell));
    }

    protected override async Task TalkAsync(Stream stream, CancellationToken stopping)
    {
        if (await SandboxHandshake.AcceptAsync(stream, path => tickets.Redeem(ticket => ticket == path), time, stopping) is not { } shell)
            return;
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.FromSeconds(30) });
        await TalkAsync(socket, shell, stopping);
    }

    private static async Task TalkAsync(WebSocket socket, SandboxShell shell, CancellationToken cancellationToken)
    {
        var conversation = new SandboxConversation(shell, asksForLogin: false);
        await SendAsync(socket, string.Concat(shell.BootLines.Select(line => line + "\r\n")) + conversation.Begin(), cancellationToken);
        var buffer = new byte[1024];
        var left = false;
        while (!left)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
                break;
            (var output, left) = conversation.Type(Encoding.UTF8.GetString(buffer, 0, received.Count));
            if (output.Length > 0)
                await SendAsync(socket, output, cancellationToken);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
    }

    private static async Task SendAsync(WebSocket socket, string text, CancellationToken cancellationToken) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
}
