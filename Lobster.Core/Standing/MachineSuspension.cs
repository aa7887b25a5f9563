using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>Marks an account's machines as suspended or free and queues what follows, in the caller's transaction, which holds the account's row.</summary>
internal sealed class MachineSuspension(TimeProvider time)
{
    private static readonly OperationKind[] Starting =
        [OperationKind.Start, OperationKind.Reboot, OperationKind.Reimage, OperationKind.Resize, OperationKind.Unsuspend];

    /// <summary>Stops all machines, ahead of what was queued. A machine that is still being created is stopped by <see cref="SuspensionSweep"/> once it runs.</summary>
    /// <returns>How many machines it is about.</returns>
    public async Task<int> SuspendAsync(
        LobsterDbContext db, AccountId account, SuspensionKind kind, Actor actor, Instant now, CancellationToken cancellationToken)
    {
        var machines = await LivingAsync(db, account, cancellationToken);
        var ids = machines.ConvertAll(v => v.Id);
        var starting = await StartingAsync(db, ids, cancellationToken);
        await db.CancelQueuedAsync(ids, now, "The account was suspended before it began.", cancellationToken);
        foreach (var vm in machines)
        {
            var wasFree = vm.Suspension == SuspensionKind.None;
            vm.Suspension = kind;
            vm.Version++;
            if (!wasFree) continue;
            vm.StoppedBySuspension |= vm.DesiredPower == DesiredPower.On && (vm.PowerState != PowerState.Stopped.Value || starting.Contains(vm.Id));
            if (vm.Lifecycle == VmLifecycle.Active) Queue(db, vm, OperationKind.Suspend, actor, now);
        }

        return machines.Count;
    }

    /// <summary>Frees all machines; those that the suspension stopped start again.</summary>
    /// <returns>How many machines it is about.</returns>
    public async Task<int> ResumeAsync(LobsterDbContext db, AccountId account, Actor actor, Instant now, CancellationToken cancellationToken)
    {
        var machines = (await LivingAsync(db, account, cancellationToken)).FindAll(v => v.Suspension != SuspensionKind.None);
        await db.CancelQueuedAsync(machines.ConvertAll(v => v.Id), now, "The account was restored.", cancellationToken);
        foreach (var vm in machines)
        {
            vm.Suspension = SuspensionKind.None;
            vm.Version++;
            if (vm.Lifecycle == VmLifecycle.Active) Queue(db, vm, OperationKind.Unsuspend, actor, now);
            else vm.StoppedBySuspension = false;
        }

        return machines.Count;
    }

    /// <summary>Queues one operation ahead of what the customer asked for.</summary>
    public void Queue(LobsterDbContext db, VirtualMachine vm, OperationKind kind, Actor actor, Instant now)
    {
        db.Operations.Add(NewOperations.ForVm(vm, kind, Guid.CreateVersion7(), null, actor, now, Instant.From(time.GetUtcNow()), NewOperations.Urgent));
        db.Record(now, actor, $"{kind.Dotted()}.requested", SubjectKind.Vm, vm.Id.Value, vm.AccountId);
    }

    private static Task<List<VirtualMachine>> LivingAsync(LobsterDbContext db, AccountId account, CancellationToken cancellationToken) =>
        db.VirtualMachines.Where(v => v.AccountId == account && (v.Lifecycle == VmLifecycle.Provisioning || v.Lifecycle == VmLifecycle.Active))
            .OrderBy(v => v.Id).ToListAsync(cancellationToken);

    // Machines that are off now but would be on in a moment, had the suspension not come.
    private static async Task<HashSet<VmId>> StartingAsync(LobsterDbContext db, List<VmId> vms, CancellationToken cancellationToken)
    {
        var ids = vms.ConvertAll(v => (VmId?)v);
        var open = await db.Operations.AsNoTracking().Active().Where(o => ids.Contains(o.VmId) && Starting.Contains(o.Kind)).Select(o => o.VmId!.Value).ToListAsync(cancellationToken);
        return [.. open];
    }
}
