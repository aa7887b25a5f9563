using Lobster.Core.Events;

namespace Lobster.Web.Live;

/// <summary>Keeps an ear on what other panels on the same PostgreSQL change.</summary>
internal sealed class OtherPanels(PostgresListener listener) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => listener.RunAsync(stoppingToken);
}
