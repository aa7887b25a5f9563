using Lobster.Core.Billing.Transfer;
using Lobster.Core.Compute;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Deletes a machine and tries until the backend confirms that it is gone; its customer has not paid since the request.</summary>
internal sealed class DeleteHandler(OperationOptions options, FinalReading lastTransfer) : IOperationHandler
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    public IReadOnlyCollection<OperationKind> Kinds => [OperationKind.Delete];

    public bool NeverGivesUp => true;

    public Task<StepResult> StepAsync(OperationWork work, CancellationToken cancellationToken) =>
        work.Vm!.BackendId is null ? FindAsync(work, cancellationToken)
        : work.Progress.Phase == OperationPhase.Waiting ? LookAsync(work, cancellationToken)
        : work.Progress.Phase == OperationPhase.Sending ? SendAsync(work, cancellationToken)
        : Task.FromResult<StepResult>(About(work));

    // Noted before it is sent: as long as it is not, an admin may still keep the machine.
    private static StepResult.Next About(OperationWork work) =>
        new(work.Progress with { Phase = OperationPhase.Sending, Sent = work.Progress.Sent + 1 }, $"Asking {work.Region.Name}");

    // A create whose answer was lost may have made a machine whose id nobody knows.
    private async Task<StepResult> FindAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (work.Arguments<DeleteArguments>().NeverSent) return Gone(work);
        if (await work.Backend.FindByTokenAsync(work.Vm!.CreateToken, cancellationToken) is { } found)
            return new StepResult.Next(work.Progress, $"Found it in {work.Region.Name}", async (db, _, token) =>
            {
                var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm.Id, token);
                vm.BackendId = found.Id;
                vm.Version++;
            });
        var waited = work.Progress.LookUps * (int)Tick.TotalSeconds;
        return waited < options.LookUpSeconds
            ? new StepResult.Later(work.Progress with { LookUps = work.Progress.LookUps + 1 }, Tick, "Looking whether the machine was made")
            : Gone(work);
    }

    private async Task<StepResult> SendAsync(OperationWork work, CancellationToken cancellationToken)
    {
        await lastTransfer.TakeAsync(work, cancellationToken);
        var change = await work.Backend.DeleteAsync(work.BackendVmId, cancellationToken);
        return change is BackendChange.Done
            ? Gone(work)
            : new StepResult.Next(work.Progress.Await(change), $"Accepted by {work.Region.Name}");
    }

    private static async Task<StepResult> LookAsync(OperationWork work, CancellationToken cancellationToken)
    {
        if (work.Progress.Wait == WaitKind.Task)
        {
            var (_, later) = await BackendWait.LookAsync(work, cancellationToken);
            if (later is not null) return later;
        }

        return await work.Backend.GetAsync(work.BackendVmId, cancellationToken) is null
            ? Gone(work)
            : new StepResult.Later(work.Progress, Tick);
    }

    private static StepResult.Finished Gone(OperationWork work) => new(async (db, now, token) =>
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
        (vm.Lifecycle, vm.DeletedAt, vm.PowerState) = (VmLifecycle.Deleted, now, PowerState.Unknown.Value);
        (vm.ProtectedPassword, vm.UserData) = (null, null);
        vm.Version++;
    });
}
