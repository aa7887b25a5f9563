using System.Data.Common;

namespace Lobster.Web.Observability;

/// <summary>Refreshes the gauges a few times a minute.</summary>
internal sealed class MetricsSampler(PanelReadings readings, PanelMetrics metrics, TimeProvider time, ILogger<MetricsSampler> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                metrics.Show(await readings.ReadAsync(stoppingToken));
            }
            catch (DbException e)
            {
                log.LogWarning("The gauges could not be refreshed: {Reason}", e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
