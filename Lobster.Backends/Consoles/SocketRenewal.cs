using System.Net.WebSockets;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Consoles;

/// <summary>
/// Says what keeps a console's session alive, on a socket of its own, until it is disposed. It never ends the console: that the provider has, the console's own socket tells.
/// </summary>
internal sealed class SocketRenewal : IAsyncDisposable
{
    private readonly ConsoleSocket socket;
    private readonly ReadOnlyMemory<byte> message;
    private readonly CancellationTokenSource over = new();
    private readonly Task running;

    private SocketRenewal(ConsoleSocket socket, ConsoleRenewal renewal, TimeProvider time)
    {
        this.socket = socket with { Address = renewal.Address, Renewal = null };
        message = Encoding.UTF8.GetBytes(renewal.Message);
        running = RunAsync(renewal.Every, time);
    }

    /// <summary>Begins; null where nothing needs to be said.</summary>
    public static SocketRenewal? Begin(ConsoleSocket? socket, TimeProvider time) => socket?.Renewal is { } renewal ? new SocketRenewal(socket, renewal, time) : null;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await running;
        over.Dispose();
    }

    private async Task RunAsync(TimeSpan every, TimeProvider time)
    {
        Stream? open = null;
        using var timer = new PeriodicTimer(every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token)) open = await SayAsync(open);
        }
        catch (OperationCanceledException)
        {
            // The console is over.
        }
        finally
        {
            if (open is not null) await open.DisposeAsync();
        }
    }

    // Gives back what is open then. A socket that broke is opened anew when the next word is due.
    private async Task<Stream?> SayAsync(Stream? open)
    {
        var stream = open;
        try
        {
            if (stream is null)
            {
                stream = await SocketDialer.ConnectAsync(socket, WebSocketMessageType.Text, over.Token);
                _ = DrainAsync(stream);
            }

            await stream.WriteAsync(message, over.Token);
            return stream;
        }
        catch (Exception e)
        {
            if (stream is not null) await stream.DisposeAsync();
            if (ConsoleDialer.IsTrouble(e) || e is ObjectDisposedException) return null;
            throw;
        }
    }

    // Nobody needs the answers, but who never reads does not hear pings either. Ends with the stream.
    private static async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[1024];
        try
        {
            while (await stream.ReadAsync(buffer) > 0)
            {
                // Thrown away.
            }
        }
        catch (Exception e) when (ConsoleDialer.IsTrouble(e) || e is ObjectDisposedException or OperationCanceledException)
        {
            // Whoever says the next word meets the same.
        }
    }
}
