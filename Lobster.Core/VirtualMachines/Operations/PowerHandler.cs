using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Starts, stops and reboots, for customers and for the panel's suspension.</summary>
internal sealed class PowerHandler(TimeProvider time) : ChangeHandler
{
    public override IReadOnlyCollection<OperationKind> Kinds =>
        [OperationKind.Start, OperationKind.Stop, OperationKind.Reboot, OperationKind.Suspend, OperationKind.Unsuspend];

    protected override Task<BackendChange> SendAsync(OperationWork work, CancellationToken cancellationToken) => work.Operation.Kind switch
    {
        OperationKind.Start => work.Backend.StartAsync(work.BackendVmId, cancellationToken),
        OperationKind.Unsuspend when !IsToStart(work.Vm!) => Task.FromResult<BackendChange>(new BackendChange.Done()),
        OperationKind.Unsuspend => work.Backend.StartAsync(work.BackendVmId, cancellationToken),
        OperationKind.Stop or OperationKind.Suspend => work.Backend.StopAsync(work.BackendVmId, cancellationToken),
        _ => work.Backend.RebootAsync(work.BackendVmId, cancellationToken),
    };

    protected override async Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken)
    {
        var isOff = work.Operation.Kind is OperationKind.Stop or OperationKind.Suspend;
        // Whether it was started was decided when it was sent; the backend knows what came of it.
        if (work.Operation.Kind == OperationKind.Unsuspend)
            isOff = (await work.Backend.GetAsync(work.BackendVmId, cancellationToken))?.Power is { IsSettled: true } power ? power != PowerState.Running : !IsToStart(work.Vm!);
        return (db, now, token) => ApplyAsync(db, work, isOff, now, token);
    }

    private async Task ApplyAsync(LobsterDbContext db, OperationWork work, bool isOff, Instant now, CancellationToken token)
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
        (vm.PowerState, vm.PowerStateAt) = (isOff ? PowerState.Stopped.Value : PowerState.Running.Value, Instant.From(time.GetUtcNow()));
        if (work.Operation.Kind == OperationKind.Unsuspend && vm.Suspension == SuspensionKind.None) vm.StoppedBySuspension = false;
        vm.Version++;
        await PowerPolicy.ApplyAsync(db, vm, isOff, work.Operation.Id, now, token);
    }

    private static bool IsToStart(VirtualMachine vm) =>
        vm is { StoppedBySuspension: true, DesiredPower: DesiredPower.On, Suspension: SuspensionKind.None };
}
