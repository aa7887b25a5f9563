using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Lobster.Core.Compute;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lobster.Backends.Compute.Sandbox;

/// <summary>
/// The serial consoles of simulated machines: WebSockets on a loopback port, each behind a ticket for one use. The port is opened when
/// the first console is, and answers only while the host runs.
/// </summary>
internal sealed class SandboxTerminals(TimeProvider time, ILogger<SandboxTerminals> log) : BackgroundService
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (SandboxShell Shell, DateTimeOffset Expires)> tickets = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();

    public (Uri Address, DateTimeOffset Expires) Open(SandboxShell shell)
    {
        if (ExecuteTask is null or { IsCompleted: true })
            throw new BackendException(BackendErrorKind.Unavailable, "The sandbox's consoles answer only while the panel runs.");
        lock (gate)
        {
            if (!listener.Server.IsBound)
                listener.Start();
            opened.TrySetResult();
        }

        foreach (var old in tickets.Where(t => t.Value.Expires < time.GetUtcNow()))
            tickets.TryRemove(old);
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var expires = time.GetUtcNow() + TicketLife;
        tickets[ticket] = (shell, expires);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        return (new Uri($"ws://127.0.0.1:{port}/{ticket}"), expires);
    }

    public override void Dispose()
    {
        listener.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
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
            var stream = client.GetStream();
            if (await SandboxHandshake.AcceptAsync(stream, Redeem, time, stopping) is not { } shell)
                return;
            using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.FromSeconds(30) });
            await shell.RunAsync(socket, stopping);
        }
        catch (Exception e) when (e is IOException or WebSocketException or SocketException or OperationCanceledException)
        {
            log.LogDebug(e, "A sandbox console ended.");
        }
    }

    private SandboxShell? Redeem(string ticket) =>
        tickets.TryRemove(ticket, out var entry) && entry.Expires >= time.GetUtcNow() ? entry.Shell : null;
}
