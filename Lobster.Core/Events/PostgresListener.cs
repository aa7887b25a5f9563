using Microsoft.Extensions.Logging;
using Npgsql;

namespace Lobster.Core.Events;

/// <summary>
/// Hears what other panels on the same PostgreSQL changed and passes it on to this process's pages. After a broken connection they are told to
/// read everything again, since nobody knows what was missed.
/// </summary>
public sealed class PostgresListener(string connectionString, LocalLiveFeed feed, NodeName node, TimeProvider time, ILogger<PostgresListener> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Listens until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                log.LogWarning("The connection that hears other panels broke: {Reason}", e.Message);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, notice) =>
        {
            if (LiveNotice.Read(node, notice.Payload) is { } changes) feed.Pass(changes);
        };
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {LiveNotice.Channel}", connection)) await listen.ExecuteNonQueryAsync(cancellationToken);
        feed.Pass([]);
        while (true) await connection.WaitAsync(cancellationToken);
    }
}
