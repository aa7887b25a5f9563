using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Lobster.Core.VirtualMachines;

/// <summary>Accepts a deletion: billing ends in the transaction that accepts it, and the backend is asked until it confirms.</summary>
public sealed class VmDeletion(Transactions transactions, BusinessClock clock, TimeProvider time, VmCharging charging, ILogger<VmDeletion> log)
{
    /// <summary>Queues the deletion ahead of everything that has not begun. Asking again, ten times at once too, changes nothing more. Allowed while suspended, parked or without credit.</summary>
    public async Task<Outcome<VmId>> DeleteAsync(Actor actor, VmId vmId, CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync(actor, vmId, cancellationToken);
        }
        catch (UnchargeableException e)
        {
            // The machine must go all the same; what it owes waits with its parked account.
            log.LogError(e, "The last charge of machine {Vm} failed; account {Account} is parked", vmId, e.Account);
            await transactions.RunAsync((db, token) => db.ParkAsync(e.Account, clock.Now, $"The last charge of machine {vmId} failed: {e.Message}", token), cancellationToken);
            return await TryAsync(actor, vmId, cancellationToken);
        }
    }

    private Task<Outcome<VmId>> TryAsync(Actor actor, VmId vmId, CancellationToken cancellationToken) =>
        transactions.RunAsync<Outcome<VmId>>(async (db, token) =>
        {
            var owner = await db.VirtualMachines.Where(v => v.Id == vmId).Select(v => v.AccountId).FirstOrDefaultAsync(token);
            if (await db.EnterAccountAsync(actor, owner, token) is { } refusal) return refusal;
            var vm = await db.VirtualMachines.SingleAsync(v => v.Id == vmId, token);
            if (vm.Lifecycle is VmLifecycle.Deleting or VmLifecycle.Deleted) return vm.Id;
            await AcceptAsync(db, actor, vm, null, token);
            return vm.Id;
        }, cancellationToken);

    /// <summary>Accepts it, in a transaction that has the account's row.</summary>
    /// <param name="db">The transaction's context.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="vm">A machine that is not being deleted yet.</param>
    /// <param name="end">When billing ended, if that was earlier than now: the backend lost the machine.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="UnchargeableException">The last intervals cannot be charged; the transaction is lost.</exception>
    internal async Task AcceptAsync(LobsterDbContext db, Actor actor, VirtualMachine vm, Instant? end, CancellationToken cancellationToken)
    {
        var (now, system) = (clock.Now, Instant.From(time.GetUtcNow()));
        var neverSent = vm.BackendId is null && await db.Operations.AnyAsync(
            o => o.VmId == vm.Id && o.Kind == OperationKind.Create && o.State == OperationState.Queued, cancellationToken);
        await db.Operations.Where(o => o.VmId == vm.Id && o.State == OperationState.Queued).ExecuteUpdateAsync(
            s => s.SetProperty(o => o.State, OperationState.Cancelled).SetProperty(o => o.FinishedAt, now), cancellationToken);
        await db.EndCancelledImagesAsync([vm.Id], "Its machine was deleted before it began.", cancellationToken);
        await charging.EndAsync(db, vm.Id, end ?? now, now, cancellationToken);
        (vm.Lifecycle, vm.DeleteRequestedAt, vm.HourlyRate) = (VmLifecycle.Deleting, now, Money.Zero);
        vm.Version++;
        db.Operations.Add(NewOperations.ForVm(
            vm, OperationKind.Delete, Guid.CreateVersion7(), new DeleteArguments(neverSent), actor, now, system, NewOperations.Urgent));
        db.Record(now, actor, "vm.delete.requested", SubjectKind.Vm, vm.Id.Value, vm.AccountId, new { vm.Name });
    }
}
