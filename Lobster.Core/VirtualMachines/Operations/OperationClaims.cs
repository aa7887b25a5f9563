using Lobster.Core.Data;
using Lobster.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Hands operations to workers: one at a time per machine or image, the urgent first, a dead worker's again when its lease has run out.</summary>
public sealed class OperationClaims(Transactions transactions, TimeProvider time, BusinessClock clock, NodeName node)
{
    /// <summary>How long a worker has an operation before another may take it.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Claims the most urgent operation that is due; null when none is.</summary>
    public async Task<Operation?> ClaimAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await transactions.RunAsync(ClaimOneAsync, cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return null; // another node began another operation of the same machine in this moment
        }
    }

    /// <summary>
    /// Gives an operation back whose step could not be written down, so that it goes on after a short pause, as after a crash, and not only when
    /// the lease has run out.
    /// </summary>
    public Task GiveBackAsync(Operation claimed, CancellationToken cancellationToken) =>
        transactions.RunAsync((db, token) => db.Operations.Where(o => o.Id == claimed.Id && o.Fence == claimed.Fence && o.State == OperationState.Running)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.LeaseUntil, Instant.From(time.GetUtcNow()) + Pause), token), cancellationToken);

    /// <summary>Gives an operation back in the middle of a step, since the program stops: another node may take it at once and looks first what was done.</summary>
    public Task HandOverAsync(Operation claimed) =>
        transactions.RunAsync((db, token) => db.Operations.Where(o => o.Id == claimed.Id && o.Fence == claimed.Fence && o.State == OperationState.Running)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.LeaseUntil, new Instant(0)), token));

    /// <summary>Gives back whatever this node still holds; for the last moment of its life.</summary>
    public Task ReleaseOwnAsync(CancellationToken cancellationToken) =>
        transactions.RunAsync((db, token) => db.Operations.Where(o => o.State == OperationState.Running && o.LeaseOwner == node.Value)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.LeaseUntil, new Instant(0)), token), cancellationToken);

    /// <summary>
    /// Takes back every lease, so that operations which a killed program had in hand go on at once. Only where no other panel can be running:
    /// at the start of a panel on SQLite.
    /// </summary>
    public Task ReleaseAllAsync(CancellationToken cancellationToken) =>
        transactions.RunAsync((db, token) => db.Operations.Where(o => o.State == OperationState.Running)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.LeaseUntil, new Instant(0)), token), cancellationToken);

    private async Task<Operation?> ClaimOneAsync(LobsterDbContext db, CancellationToken cancellationToken)
    {
        var now = Instant.From(time.GetUtcNow());
        var operation = await db.Operations.AsNoTracking()
            .Where(o => o.DueAt <= now
                && (o.State == OperationState.Waiting
                    || (o.State == OperationState.Running && o.LeaseUntil < now)
                    || (o.State == OperationState.Queued && !db.Operations.Any(r => r.Id != o.Id
                        && (r.State == OperationState.Running || r.State == OperationState.Waiting)
                        && ((o.VmId != null && r.VmId == o.VmId) || (o.VmId == null && r.VmId == null && r.ImageId == o.ImageId))))))
            .OrderByDescending(o => o.Priority).ThenBy(o => o.Id).FirstOrDefaultAsync(cancellationToken);
        if (operation is null) return null;
        // The state too: a deletion cancels what is queued without raising its fence.
        var claimed = await db.Operations.Where(o => o.Id == operation.Id && o.Fence == operation.Fence && o.State == operation.State).ExecuteUpdateAsync(s => s
            .SetProperty(o => o.State, OperationState.Running).SetProperty(o => o.LeaseOwner, node.Value)
            .SetProperty(o => o.LeaseUntil, now + Lease).SetProperty(o => o.Fence, o => o.Fence + 1)
            .SetProperty(o => o.StartedAt, operation.StartedAt ?? clock.Now), cancellationToken);
        if (claimed == 0) return null;
        if (operation.State == OperationState.Queued)
            db.LiveChanges.Add(new LiveChange(SubjectKind.Operation, operation.Id.Value, operation.AccountId));
        return await db.Operations.AsNoTracking().SingleAsync(o => o.Id == operation.Id, cancellationToken);
    }
}
