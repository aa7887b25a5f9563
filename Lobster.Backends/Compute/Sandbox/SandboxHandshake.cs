using System.Security.Cryptography;
using System.Text;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>The server's side of a WebSocket's opening (RFC 6455, section 4.2), as much of it as a loopback console needs.</summary>
internal static class SandboxHandshake
{
    private const int MostBytes = 8192;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Reads the request, redeems the ticket in its path and answers. Null: refused, the connection is to be closed.</summary>
    public static async Task<SandboxShell?> AcceptAsync(
        Stream stream, Func<string, SandboxShell?> redeem, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var lines = (await ReadHeadAsync(stream, either.Token)).Split("\r\n");
        var path = lines[0].Split(' ') is ["GET", ['/', .. var ticket], ..] ? ticket : "";
        var key = lines.Select(l => l.Split(':', 2)).FirstOrDefault(p => p[0].Equals("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase))?[1].Trim();
        var shell = key is null ? null : redeem(path);
        var answer = shell is null
            ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Accept(key!)}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), either.Token);
        return shell;
    }

    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        var length = 0;
        while (length < MostBytes)
        {
            // The client sends nothing after its head before it is answered, so reading greedily takes nothing of the session.
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
                break;
            length += read;
            if (buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
                break;
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }

#pragma warning disable CA5350 // The WebSocket handshake prescribes SHA-1 (RFC 6455, 4.2.2); it proves nothing but that the request was read.
    private static string Accept(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
}
