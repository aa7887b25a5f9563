using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;
using Lobster.Core.VirtualMachines;

namespace Lobster.Backends.Consoles;

/// <summary>Dials each kind of console.</summary>
internal sealed class ConsoleDialer(SshDialer ssh, TimeProvider time) : IConsoleDialer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<ConsoleLine> ConnectAsync(VmId vmId, ConsoleAccess access, IConsolePrompt prompt, CancellationToken cancellationToken)
    {
        // Whoever sits at an SSH console may take time for a password; that way has its own patience.
        if (access is ConsoleAccess.Ssh shell) return await ssh.ConnectAsync(vmId, shell, prompt, cancellationToken);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await DialAsync(access, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConsoleLineException("The console did not answer in time.", e);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw new ConsoleLineException($"The console cannot be reached: {e.GetType().Name}.", e);
        }
    }

    /// <summary>Whether this is what a network or its other end may do at any time. That it is not supported is what a WebSocket's stream says once the socket is not open any more.</summary>
    internal static bool IsTrouble(Exception e) =>
        e is SocketException or WebSocketException or IOException or NotSupportedException or AuthenticationException or CryptographicException or FormatException;

    private Task<ConsoleLine> DialAsync(ConsoleAccess access, CancellationToken cancellationToken) => access switch
    {
        ConsoleAccess.VncTcp tcp => ScreenAsync(() => TcpAsync(tcp.Host, tcp.Port, cancellationToken), tcp.Password, null, cancellationToken),
        ConsoleAccess.VncWebSocket web => ScreenAsync(
            () => SocketDialer.ConnectAsync(web.Socket, WebSocketMessageType.Binary, cancellationToken), web.Password, web.Socket, cancellationToken),
        ConsoleAccess.SerialWebSocket serial => SerialAsync(serial, cancellationToken),
        _ => throw new ArgumentException("This kind of console is not dialled.", nameof(access)),
    };

    private async Task<ConsoleLine> ScreenAsync(Func<Task<Stream>> open, string? password, ConsoleSocket? socket, CancellationToken cancellationToken)
    {
        var stream = await open();
        try
        {
            await new RfbLogin(stream).RunAsync(password, cancellationToken);
            return new StreamLine(stream, SocketRenewal.Begin(socket, time));
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static async Task<Stream> TcpAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<ConsoleLine> SerialAsync(ConsoleAccess.SerialWebSocket serial, CancellationToken cancellationToken)
    {
        var kind = serial.Framing == SerialFraming.Text ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
        var stream = await SocketDialer.ConnectAsync(serial.Socket, kind, cancellationToken);
        try
        {
            if (serial.Framing == SerialFraming.Proxmox) return await ProxmoxLine.LogInAsync(stream, serial.Hello ?? "", time, cancellationToken);
            if (serial.Hello is { } hello) await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(hello), cancellationToken);
            var renewal = SocketRenewal.Begin(serial.Socket, time);
            return serial.Framing == SerialFraming.Text ? new TextLine(stream, renewal) : new StreamLine(stream, renewal);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }
}
