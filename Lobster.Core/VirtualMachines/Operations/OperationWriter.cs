using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Writes down what a step came to, under the worker's fencing number: a worker that lost its lease changes nothing.</summary>
public sealed class OperationWriter(Transactions transactions, BusinessClock clock, TimeProvider time)
{
    /// <summary>Writes one result. False: somebody else has the operation now.</summary>
    public Task<bool> WriteAsync(Operation claimed, StepResult result, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            if (claimed.AccountId is { } account) await db.TakeAccountAsync(account, token);
            var system = Instant.From(time.GetUtcNow());
            var mine = await db.Operations.Where(o => o.Id == claimed.Id && o.Fence == claimed.Fence && o.State == OperationState.Running)
                .ExecuteUpdateAsync(s => s.SetProperty(o => o.LeaseUntil, system + OperationClaims.Lease), token);
            if (mine == 0) return false;
            var operation = await db.Operations.Include(o => o.Steps).SingleAsync(o => o.Id == claimed.Id, token);
            await ApplyAsync(db, operation, result, system, token);
            Announce(db, operation);
            return true;
        }, cancellationToken);

    private async Task ApplyAsync(LobsterDbContext db, Operation operation, StepResult result, Instant system, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        switch (result)
        {
            case StepResult.Next next:
                operation.Progress = Stamp(next.Progress, system).Write();
                operation.Steps.Begin(next.Step, system);
                await Apply(next.Apply);
                break;
            case StepResult.Later later:
                operation.Progress = Stamp(later.Progress, system).Write();
                (operation.State, operation.LeaseOwner, operation.LeaseUntil) = (OperationState.Waiting, null, null);
                operation.DueAt = system + later.After;
                operation.ProgressPercent = later.Percent;
                operation.Attempts = later.IsFailure ? operation.Attempts + 1 : operation.Attempts;
                operation.Steps.Continue(later.Step, later.Detail, system);
                await Apply(later.Apply);
                break;
            case StepResult.Finished finished:
                End(operation, OperationState.Succeeded, null, now, system);
                await Apply(finished.Apply);
                break;
            case StepResult.Failed failed:
                End(operation, OperationState.Failed, failed.Message, now, system);
                await Apply(failed.Apply);
                break;
            case StepResult.Cancelled:
                End(operation, OperationState.Cancelled, null, now, system);
                break;
            default:
                throw new InvalidOperationException($"A result of the kind {result.GetType().Name} is unknown.");
        }

        Task Apply(ApplyToDatabase? apply) => apply is null ? Task.CompletedTask : apply(db, now, cancellationToken);
    }

    private static OperationProgress Stamp(OperationProgress progress, Instant system) =>
        progress.Phase != OperationPhase.Waiting ? progress with { Since = 0 }
        : progress.Since == 0 ? progress with { Since = system.Micros } : progress;

    private static void End(Operation operation, OperationState state, string? error, Instant now, Instant system)
    {
        (operation.State, operation.LeaseOwner, operation.LeaseUntil) = (state, null, null);
        (operation.FinishedAt, operation.Error, operation.ProgressPercent) = (now, error, null);
        operation.Steps.End(error, system);
    }

    private void Announce(LobsterDbContext db, Operation operation)
    {
        db.LiveChanges.Add(new LiveChange(SubjectKind.Operation, operation.Id.Value, operation.AccountId));
        if (operation.VmId is { } vm) db.LiveChanges.Add(new LiveChange(SubjectKind.Vm, vm.Value, operation.AccountId));
        if (operation.ImageId is { } image) db.LiveChanges.Add(new LiveChange(SubjectKind.Image, image.Value, operation.AccountId));
        if (operation.FinishedAt is null || db.Entry(operation).Property(o => o.FinishedAt).OriginalValue is not null) return;
        var (subject, id) = operation.VmId is { } v ? (SubjectKind.Vm, v.Value) : (SubjectKind.Image, operation.ImageId!.Value.Value);
        var ending = operation.State switch
        {
            OperationState.Succeeded => "done",
            OperationState.Failed => "failed",
            _ => "cancelled",
        };
        db.Record(clock.Now, Actor.System, $"{operation.Kind.Dotted()}.{ending}", subject, id, operation.AccountId,
            new { operation = operation.Id.Value, error = operation.Error, by = operation.Actor.UserId });
    }
}
