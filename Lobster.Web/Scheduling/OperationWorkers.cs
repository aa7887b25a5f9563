using Lobster.Core.Events;
using Lobster.Core.VirtualMachines.Operations;

namespace Lobster.Web.Scheduling;

/// <summary>Some workers that carry out operations: at once when one is queued, and each second for those that wait.</summary>
internal sealed class OperationWorkers(
    IOperationRunner runner, ILiveFeed live, OperationOptions options, TimeProvider time, ILogger<OperationWorkers> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim wake = new(0);

    /// <inheritdoc/>
    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Grace.Call, Timeout.InfiniteTimeSpan);
        await base.StopAsync(limit.Token);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([.. Enumerable.Range(0, options.Workers).Select(_ => WorkAsync(stoppingToken)), WakeAsync(stoppingToken)]);

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (!await runner.RunNextAsync(cancellationToken)) await RestAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "An operation could not be carried on; it is tried again in a few seconds");
                await RestAsync(cancellationToken);
            }
        }
    }

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, Idle, Timeout.InfiniteTimeSpan);
        await wake.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var changes in live.Watch(cancellationToken))
                if (changes.Count == 0 || changes.Any(c => c.Subject is SubjectKind.Operation or SubjectKind.Vm)) wake.Release();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
