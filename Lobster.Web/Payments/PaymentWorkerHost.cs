using System.Data.Common;
using Lobster.Core.Payments;

namespace Lobster.Web.Payments;

/// <summary>Runs the payment worker: at start, when a delivery was stored, and each minute in any case.</summary>
internal sealed class PaymentWorkerHost(PaymentWorker worker, PaymentSignal signal, TimeProvider time, ILogger<PaymentWorkerHost> log) : BackgroundService
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                while (await worker.RunAsync(stoppingToken) > 0) { }
            }
            catch (DbException e)
            {
                log.LogWarning("The inbox could not be read: {Reason}", e.Message);
            }
            await signal.WaitAsync(AtLeast, time, stoppingToken);
        }
    }
}
