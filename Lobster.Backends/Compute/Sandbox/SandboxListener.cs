using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Lobster.Core.Compute;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// Consoles behind a loopback port that is opened when the first console is, and answers only while the host runs. A connection that
/// fails ends alone.
/// </summary>
internal abstract class SandboxListener(ILogger log) : BackgroundService
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();

    public sealed override void Dispose()
    {
        listener.Dispose();
        base.Dispose();
    }

    /// <summary>Opens the port, or finds it open.</summary>
    /// <returns>The port.</returns>
    protected int OpenPort()
    {
        if (ExecuteTask is null or { IsCompleted: true })
            throw new BackendException(BackendErrorKind.Unavailable, "The sandbox's consoles answer only while the panel runs.");
        lock (gate)
        {
            if (!listener.Server.IsBound)
                listener.Start();
            opened.TrySetResult();
        }

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Talks on one connection until either side ends it.</summary>
    protected abstract Task TalkAsync(Stream stream, CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sessions = new List<Task>();
        try
        {
            await opened.Task.WaitAsync(stoppingToken);
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stoppingToken);
                sessions.RemoveAll(s => s.IsCompleted);
                sessions.Add(ServeAsync(client, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; so do we.
        }

        await Task.WhenAll(sessions);
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stopping)
    {
        using var _ = client;
        try
        {
            client.NoDelay = true;
            await TalkAsync(client.GetStream(), stopping);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or WebSocketException or SocketException or OperationCanceledException)
        {
            log.LogDebug(e, "A sandbox console ended.");
        }
    }
}
