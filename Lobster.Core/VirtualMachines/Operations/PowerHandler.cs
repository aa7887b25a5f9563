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
        OperationKind.Unsuspend when work.Vm!.DesiredPower == DesiredPower.Off => Task.FromResult<BackendChange>(new BackendChange.Done()),
        OperationKind.Unsuspend => work.Backend.StartAsync(work.BackendVmId, cancellationToken),
        OperationKind.Stop or OperationKind.Suspend => work.Backend.StopAsync(work.BackendVmId, cancellationToken),
        _ => work.Backend.RebootAsync(work.BackendVmId, cancellationToken),
    };

    protected override Task<ApplyToDatabase> FinishAsync(OperationWork work, WaitResult result, CancellationToken cancellationToken) =>
        Task.FromResult<ApplyToDatabase>((db, now, token) => ApplyAsync(db, work, now, token));

    private async Task ApplyAsync(LobsterDbContext db, OperationWork work, Instant now, CancellationToken token)
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == work.Vm!.Id, token);
        var kind = work.Operation.Kind;
        var isOff = kind is OperationKind.Stop or OperationKind.Suspend || (kind == OperationKind.Unsuspend && vm.DesiredPower == DesiredPower.Off);
        (vm.PowerState, vm.PowerStateAt) = (isOff ? PowerState.Stopped.Value : PowerState.Running.Value, Instant.From(time.GetUtcNow()));
        if (kind == OperationKind.Suspend && vm.Suspension == SuspensionKind.None) vm.Suspension = SuspensionKind.Auto;
        if (kind == OperationKind.Unsuspend) vm.Suspension = SuspensionKind.None;
        vm.Version++;
        await PowerPolicy.ApplyAsync(db, vm, isOff, work.Operation.Id, now, token);
    }
}
