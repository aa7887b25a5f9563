using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines;

/// <summary>
/// Takes back a deletion that the backend was not yet asked for: the machine lives on and is charged from where its charges ended.
/// For admins only. Neither credit nor the machine limit is asked about, since the machine was there all the time.
/// </summary>
public sealed class VmDeletionCancel(Transactions transactions, BusinessClock clock, TimeProvider time, RegionBackends backends)
{
    /// <summary>
    /// Keeps a machine that is being deleted. Asking again changes nothing more. Refused as soon as the backend was, or may have been, asked to
    /// delete it, when the machine is gone there, when the region does not answer, and for one that never became usable.
    /// </summary>
    public async Task<Outcome<VmId>> CancelAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default)
    {
        var read = await transactions.ReadAsync((db, token) => ReadAsync(db, actor, vmId, token), cancellationToken);
        if (read.IsRefused) return read.Refusal;
        if (read.Value.Operation is null) return vmId; // kept already
        var seen = await LookAsync(read.Value, cancellationToken);
        if (seen.IsRefused) return seen.Refusal;
        return await transactions.RunAsync<Outcome<VmId>>((db, token) => KeepAsync(db, actor, read.Value, seen.Value, token), cancellationToken);
    }

    private static async Task<Outcome<Deletion>> ReadAsync(LobsterDbContext db, Actor actor, VmId vmId, CancellationToken cancellationToken)
    {
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Admin) is { } refusal) return refusal;
        if (await db.VirtualMachines.SingleOrDefaultAsync(v => v.Id == vmId, cancellationToken) is not { } vm) return new Refusal.NotFound();
        var operation = await db.Operations.Where(o => o.VmId == vmId && o.Kind == OperationKind.Delete).OrderByDescending(o => o.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var region = await db.Regions.SingleAsync(r => r.Id == vm.RegionId, cancellationToken);
        // The machine's row may be read just before, and the operation's just after, somebody else keeps it: then it is kept too.
        if (vm.Lifecycle is VmLifecycle.Active or VmLifecycle.Deleting && operation?.State == OperationState.Cancelled) return new Deletion(vm, region, null);
        if (vm.Lifecycle == VmLifecycle.Deleted) return new Refusal.Conflict("{0} is gone already.", vm.Name);
        if (vm.Lifecycle != VmLifecycle.Deleting || operation is null) return new Refusal.Conflict("{0} is not being deleted.", vm.Name);
        return await WhyNotAsync(db, vm, operation, cancellationToken) is { } reason ? reason : new Deletion(vm, region, operation);
    }

    private static async Task<Refusal?> WhyNotAsync(LobsterDbContext db, VirtualMachine vm, Operation operation, CancellationToken cancellationToken)
    {
        var usable = vm.BackendId is not null && await db.VmBillings.AnyAsync(b => b.VmId == vm.Id, cancellationToken)
            && !await db.Operations.AnyAsync(o => o.VmId == vm.Id && o.Kind == OperationKind.Create && o.State != OperationState.Succeeded, cancellationToken);
        if (!usable) return new Refusal.Conflict("{0} never came up. It can only be deleted.", vm.Name);
        return MayStillBeKept(operation) ? null : TooLate(vm);
    }

    // A worker notes that it is about to ask before it asks, so "fresh" is the panel's word that the backend knows nothing of it.
    private static bool MayStillBeKept(Operation operation) =>
        operation.State is OperationState.Queued or OperationState.Waiting && OperationProgress.Read(operation.Progress).Phase == OperationPhase.Fresh;

    private static Refusal.Conflict TooLate(VirtualMachine vm) => new("{0} is being deleted right now. It is too late to keep it.", vm.Name);

    private async Task<Outcome<BackendVm>> LookAsync(Deletion deletion, CancellationToken cancellationToken)
    {
        try
        {
            var seen = await backends.Of(deletion.Region).GetAsync(deletion.Vm.BackendId!, cancellationToken);
            if (seen is null) return new Refusal.Conflict("{0} no longer has {1}.", deletion.Region.Name, deletion.Vm.Name);
            return seen.Power is { IsSettled: true } power && power != PowerState.Error
                ? seen
                : new Refusal.Conflict("{0} says that {1} is {2}. Only a machine that runs or is stopped can be kept.", deletion.Region.Name, deletion.Vm.Name, seen.Power?.Value ?? PowerState.Unknown.Value);
        }
        catch (BackendException)
        {
            return new Refusal.Conflict("{0} does not answer, so nobody can tell whether {1} is still there. Try again later.", deletion.Region.Name, deletion.Vm.Name);
        }
    }

    private async Task<Outcome<VmId>> KeepAsync(LobsterDbContext db, Actor actor, Deletion read, BackendVm seen, CancellationToken cancellationToken)
    {
        await db.TakeAccountAsync(read.Vm.AccountId, cancellationToken);
        if (await db.EnterStaffAsync(actor, cancellationToken, UserRoles.Admin) is { } refusal) return refusal;
        var (now, system) = (clock.Now, Instant.From(time.GetUtcNow()));
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == read.Vm.Id, cancellationToken);
        var operation = await db.Operations.Include(o => o.Steps).SingleAsync(o => o.Id == read.Operation!.Id, cancellationToken);
        if (vm.Lifecycle == VmLifecycle.Active && operation.State == OperationState.Cancelled) return vm.Id; // the same click again
        var (fence, state) = (read.Operation!.Fence, read.Operation.State);
        var cancelled = await db.Operations.Where(o => o.Id == operation.Id && o.Fence == fence && o.State == state).ExecuteUpdateAsync(s => s
            .SetProperty(o => o.State, OperationState.Cancelled).SetProperty(o => o.Fence, o => o.Fence + 1)
            .SetProperty(o => o.Error, (string?)null).SetProperty(o => o.FinishedAt, now), cancellationToken);
        if (cancelled == 0) return TooLate(vm);
        operation.Steps.End("Cancelled by an admin", system);
        vm.See(seen, system);
        await ReviveAsync(db, vm, now, cancellationToken);
        await FollowAccountAsync(db, vm, now, system, cancellationToken);
        db.Record(now, actor, "vm.delete.cancelled", SubjectKind.Vm, vm.Id.Value, vm.AccountId, new { vm.Name, operation = operation.Id.Value });
        db.LiveChanges.Add(new LiveChange(SubjectKind.Operation, operation.Id.Value, vm.AccountId));
        return vm.Id;
    }

    private static async Task ReviveAsync(LobsterDbContext db, VirtualMachine vm, Instant now, CancellationToken cancellationToken)
    {
        await VmCharging.ResumeAsync(db, vm.Id, cancellationToken);
        vm.HourlyRate = await (from change in db.RateChanges
                               join price in db.PriceVersions on change.PriceVersionId equals price.Id
                               where change.VmId == vm.Id
                               orderby change.From descending
                               select price.Sale).FirstAsync(cancellationToken);
        (vm.Lifecycle, vm.DeleteRequestedAt, vm.Error) = (VmLifecycle.Active, null, null);
        vm.ReadyAt ??= now;
        // A stop or start that the deletion withdrew is not carried out later: what it is now is what is wanted.
        if (vm.Suspension == SuspensionKind.None) vm.DesiredPower = vm.PowerState == PowerState.Running.Value ? DesiredPower.On : DesiredPower.Off;
        vm.Version++;
    }

    // The account may have been suspended or restored while the machine counted as gone.
    private static async Task FollowAccountAsync(LobsterDbContext db, VirtualMachine vm, Instant now, Instant system, CancellationToken cancellationToken)
    {
        var suspension = await db.Accounts.Where(a => a.Id == vm.AccountId).Select(a => a.Suspension).SingleAsync(cancellationToken);
        OperationKind? kind = suspension != SuspensionKind.None && (vm.Suspension == SuspensionKind.None || vm.PowerState != PowerState.Stopped.Value) ? OperationKind.Suspend
            : suspension == SuspensionKind.None && vm.Suspension != SuspensionKind.None ? OperationKind.Unsuspend
            : null;
        vm.StoppedBySuspension |= suspension != SuspensionKind.None && vm.PowerState != PowerState.Stopped.Value && vm.DesiredPower == DesiredPower.On;
        vm.Suspension = suspension;
        if (kind is { } needed)
            db.Operations.Add(NewOperations.ForVm(vm, needed, Guid.CreateVersion7(), null, Actor.System, now, system, NewOperations.Urgent));
    }

    private sealed record Deletion(VirtualMachine Vm, Region Region, Operation? Operation);
}
