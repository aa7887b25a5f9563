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
    private readonly TimeSpan every;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource over = new();
    private readonly Task running;

    private SocketRenewal(ConsoleSocket socket, ConsoleRenewal renewal, TimeProvider time)
    {
        this.socket = socket with { Address = renewal.Address, Renewal = null };
        message = Encoding.UTF8.GetBytes(renewal.Message);
        (every, this.time) = (renewal.Every, time);
        running = RunAsync();
    }

    /// <summary>Begins; null where nothing needs to be said.</summary>
    public static SocketRenewal? Begin(ConsoleSocket? socket, TimeProvider time) => socket?.Renewal is { } renewal ? new SocketRenewal(socket, renewal, time) : null;

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await running;
        over.Dispose();
    }

    // A socket that broke, or that nobody answers at, is opened anew when the next word is due.
    private async Task RunAsync()
    {
        Talk? talk = null;
        using var timer = new PeriodicTimer(every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token))
            {
                if (await SaidAsync(talk ??= new Talk(socket))) continue;
                await talk.DisposeAsync();
                talk = null;
            }
        }
        catch (OperationCanceledException)
        {
            // The console is over.
        }
        finally
        {
            if (talk is not null) await talk.DisposeAsync();
        }
    }

    private async Task<bool> SaidAsync(Talk talk)
    {
        using var patience = new CancellationTokenSource(every, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, over.Token);
        try
        {
            await talk.SayAsync(message, either.Token);
            return true;
        }
        catch (Exception e) when (ConsoleDialer.IsTrouble(e) || e is ObjectDisposedException || (e is OperationCanceledException && !over.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>One connection, and what throws its answers away: nobody needs them, but who never reads does not hear pings either.</summary>
    private sealed class Talk(ConsoleSocket socket) : IAsyncDisposable
    {
        private Stream? stream;
        private Task draining = Task.CompletedTask;

        public async Task SayAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            if (stream is null)
            {
                stream = await SocketDialer.ConnectAsync(socket, WebSocketMessageType.Text, cancellationToken);
                draining = DrainAsync(stream);
            }

            await stream.WriteAsync(message, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            if (stream is not null) await stream.DisposeAsync();
            await draining;
        }

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
}
