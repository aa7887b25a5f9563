using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>
/// Enforces one thing: suspended machines stay stopped. Where the status sweep saw one that is not, and nothing is at work on it, it queues
/// another stop.
/// </summary>
public sealed class SuspensionSweep : ISweep
{
    /// <summary>Its name in leases and runs.</summary>
    public const string Name = "suspension";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    private readonly Transactions transactions;
    private readonly SweepGate gate;
    private readonly BusinessClock clock;
    private readonly MachineSuspension machines;

    internal SuspensionSweep(Transactions transactions, SweepGate gate, BusinessClock clock, MachineSuspension machines) =>
        (this.transactions, this.gate, this.clock, this.machines) = (transactions, gate, clock, machines);

    string ISweep.Name => Name;

    /// <summary>One pass.</summary>
    public Task<SweepResult> RunAsync(CancellationToken cancellationToken = default) => gate.LookAsync(Name, SweepAsync, cancellationToken);

    private async Task<SweepResult> SweepAsync(SweepPass pass, CancellationToken cancellationToken)
    {
        var running = await transactions.ReadAsync(
            (db, token) => Running(db, pass.Now).OrderBy(v => v.Id).Select(v => new { v.Id, v.AccountId }).ToListAsync(token), cancellationToken);
        if (running.Count == 0) return SweepResult.Nothing;
        await pass.BeginAsync(TimeSpan.Zero, cancellationToken);
        var stopped = 0;
        foreach (var vm in running)
        {
            if (await StopAsync(vm.AccountId, vm.Id, cancellationToken)) stopped++;
            await pass.KeepAsync(cancellationToken);
        }

        return new SweepResult(stopped, 0);
    }

    private Task<bool> StopAsync(AccountId account, VmId id, CancellationToken cancellationToken) =>
        transactions.RunAsync(async (db, token) =>
        {
            await db.TakeAccountAsync(account, token);
            var now = clock.Now;
            if (await Running(db, now).SingleOrDefaultAsync(v => v.Id == id, token) is not { } vm) return false;
            vm.StoppedBySuspension |= vm.DesiredPower == DesiredPower.On;
            vm.Version++;
            machines.Queue(db, vm, OperationKind.Suspend, Actor.System, now);
            return true;
        }, cancellationToken);

    // A stop that failed for good is asked for again after a while, not with every pass.
    private static IQueryable<VirtualMachine> Running(LobsterDbContext db, Instant now)
    {
        var recently = now - Pause;
        return db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Active && v.Suspension != SuspensionKind.None && v.PowerState != PowerState.Stopped.Value
            && !db.Operations.Any(o => o.VmId == v.Id
                && (o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting
                    || (o.Kind == OperationKind.Suspend && o.State == OperationState.Failed && o.FinishedAt > recently))));
    }
}
