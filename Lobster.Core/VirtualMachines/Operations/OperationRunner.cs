using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Claims operations and carries each as far as it goes now: one step at a time, every step written down before the next.</summary>
internal sealed class OperationRunner(
    OperationClaims claims, OperationWriter writer, Transactions transactions, RegionBackends backends, RegionHealth health,
    IEnumerable<IOperationHandler> handlers, OperationOptions options, TimeProvider time, ILogger<OperationRunner> log) : IOperationRunner
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(100);

    private readonly Dictionary<OperationKind, IOperationHandler> byKind =
        handlers.SelectMany(h => h.Kinds, (handler, kind) => (handler, kind)).ToDictionary(p => p.kind, p => p.handler);

    /// <inheritdoc/>
    public async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        if (await claims.ClaimAsync(cancellationToken) is not { } operation) return false;
        try
        {
            await CarryAsync(operation, cancellationToken);
            return true;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await claims.HandOverAsync(operation);
            throw;
        }
        catch (Exception)
        {
            await claims.GiveBackAsync(operation, cancellationToken);
            throw;
        }
    }

    private async Task CarryAsync(Operation operation, CancellationToken cancellationToken)
    {
        for (var resumed = true; ; resumed = false)
        {
            var work = await ReadAsync(operation.Id, operation.Fence, resumed, cancellationToken);
            if (work is null) return;
            var result = await StepAsync(work, cancellationToken);
            // What the backend has answered is written down even when the program is to stop.
            if (!await writer.WriteAsync(work.Operation, result, CancellationToken.None) || result is not StepResult.Next) return;
        }
    }

    private async Task<StepResult> StepAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var handler = byKind[work.Operation.Kind];
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var timer = time.CreateTimer(_ => limit.Cancel(), null, CallTimeout, Timeout.InfiniteTimeSpan);
            var result = await handler.StepAsync(work, limit.Token);
            return result is StepResult.Later && IsOutOfPatience(work)
                ? Judge(handler, work, new BackendException(BackendErrorKind.Rejected, $"{work.Region.Name} did not finish this in {options.PatienceMinutes} minutes."))
                : result;
        }
        catch (BackendException e)
        {
            if (RegionHealth.ConcernsRegion(e.Kind)) await health.FailedAsync(work.Region.Id, e, cancellationToken);
            log.LogInformation("Operation {Operation} ({Kind}): {Failure}: {Message}", work.Operation.Id, work.Operation.Kind, e.Kind, e.Message);
            return Judge(handler, work, e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Judge(handler, work, new BackendException(BackendErrorKind.OutcomeUnknown, $"{work.Region.Name} did not answer in time."));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Operation {Operation} ({Kind}) met a fault of the panel", work.Operation.Id, work.Operation.Kind);
            return Judge(handler, work, new BackendException(BackendErrorKind.OutcomeUnknown, "The panel met a fault of its own.", e));
        }
    }

    private static StepResult Judge(IOperationHandler handler, OperationWork work, BackendException failure)
    {
        var tries = work.Operation.Attempts + 1;
        if (handler.NeverGivesUp || (RetryPolicy.CanHelp(failure.Kind) && !RetryPolicy.IsEnough(tries)))
            return new StepResult.Later(After(work.Progress, failure), RetryPolicy.Pause(work.Operation.Attempts, failure.RetryAfter), $"Try {tries} failed: {RetryPolicy.Words(work, failure)}")
            {
                IsFailure = true,
            };
        return handler.OnFailure(work, failure) ?? new StepResult.Failed(RetryPolicy.Words(work, failure));
    }

    // What was certainly not done may be sent afresh; what may have been done is looked up first.
    private static OperationProgress After(OperationProgress progress, BackendException failure) =>
        progress.Phase == OperationPhase.Sending && failure.Kind != BackendErrorKind.OutcomeUnknown
            ? progress with { Phase = OperationPhase.Fresh }
            : progress;

    private bool IsOutOfPatience(OperationWork work) =>
        work.Progress.Since > 0 && !byKind[work.Operation.Kind].NeverGivesUp && work.Progress.Phase == OperationPhase.Waiting
        && Instant.From(time.GetUtcNow()) - new Instant(work.Progress.Since) > TimeSpan.FromMinutes(options.PatienceMinutes);

    private Task<OperationWork?> ReadAsync(OperationId id, long fence, bool resumed, CancellationToken cancellationToken) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var operation = await db.Operations.SingleOrDefaultAsync(o => o.Id == id && o.Fence == fence && o.State == OperationState.Running, token);
            if (operation is null) return null;
            var region = await db.Regions.SingleAsync(r => r.Id == operation.RegionId, token);
            var vm = operation.VmId is { } vmId ? await db.VirtualMachines.SingleAsync(v => v.Id == vmId, token) : null;
            var image = operation.ImageId is { } imageId ? await db.Images.SingleAsync(i => i.Id == imageId, token) : null;
            return new OperationWork(operation, vm, image, region, backends.Of(region), resumed);
        }, cancellationToken);
}
