using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Lobster.Backends.Consoles;
using Lobster.Core.Compute;

namespace Lobster.Tests.Consoles;

/// <summary>A VNC server on loopback that asks for a password and then does with its bytes what a test wants.</summary>
internal sealed class ScreenPeer : IAsyncDisposable
{
    private const string Password = "s3cret-1";
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<ScreenPeer, NetworkStream, CancellationToken, Task> serve;
    private readonly Task accepting;
    private readonly ConcurrentQueue<Task> sessions = new();
    private long sent;

    private ScreenPeer(Func<ScreenPeer, NetworkStream, CancellationToken, Task> serve)
    {
        this.serve = serve;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>The way to it.</summary>
    public ConsoleAccess Access => With(Password);

    /// <summary>Bytes that <see cref="Flood"/> could send.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>How many sessions are over.</summary>
    public int Ended => sessions.Count(s => s.IsCompleted);

    /// <summary>Sends back what comes.</summary>
    public static ScreenPeer Echo() => new(async (_, stream, token) =>
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, token) is var read and > 0) await stream.WriteAsync(buffer.AsMemory(0, read), token);
    });

    /// <summary>Sends as much as is taken.</summary>
    public static ScreenPeer Flood() => new(async (peer, stream, token) =>
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            await stream.WriteAsync(buffer, token);
            Interlocked.Add(ref peer.sent, buffer.Length);
        }
    });

    /// <summary>Ends the session at once.</summary>
    public static ScreenPeer Leaving() => new((_, _, _) => Task.CompletedTask);

    public ConsoleAccess With(string password) => new ConsoleAccess.VncTcp("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, password);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(sessions);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) sessions.Enqueue(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            if (await LogInAsync(stream)) await serve(this, stream, stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The other side is gone.
        }
    }

    private async Task<bool> LogInAsync(NetworkStream stream)
    {
        var buffer = new byte[16];
        await stream.WriteAsync("RFB 003.008\n"u8.ToArray(), stop.Token);
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 12), stop.Token);
        await stream.WriteAsync(new byte[] { 1, 2 }, stop.Token);
        await stream.ReadExactlyAsync(buffer.AsMemory(0, 1), stop.Token);
        var challenge = RandomNumberGenerator.GetBytes(16);
        await stream.WriteAsync(challenge, stop.Token);
        await stream.ReadExactlyAsync(buffer, stop.Token);
        var isRight = buffer.AsSpan().SequenceEqual(VncChallenge.Answer(Password, challenge));
        var reason = Encoding.ASCII.GetBytes("no such password");
        await stream.WriteAsync(isRight ? new byte[4] : [0, 0, 0, 1, 0, 0, 0, (byte)reason.Length, .. reason], stop.Token);
        return isRight;
    }
}
