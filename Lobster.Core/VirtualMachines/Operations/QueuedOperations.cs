using Lobster.Core.Data;
using Lobster.Core.Images;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Withdraws what has not begun, to make room for what goes ahead of it.</summary>
internal static class QueuedOperations
{
    /// <summary>Cancels the queued operations of machines, all but creations and deletions, and ends the images that they would have made.</summary>
    /// <param name="db">The transaction's context, which holds the account's row.</param>
    /// <param name="vms">The machines.</param>
    /// <param name="now">The business moment.</param>
    /// <param name="why">For the images, in words for their owner.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task CancelQueuedAsync(
        this LobsterDbContext db, IReadOnlyCollection<VmId> vms, Instant now, string why, CancellationToken cancellationToken)
    {
        var ids = vms.Select(v => (VmId?)v).ToList();
        // The condition on the state makes a worker that claims one at this moment win.
        await db.Operations
            .Where(o => ids.Contains(o.VmId) && o.State == OperationState.Queued && o.Kind != OperationKind.Create && o.Kind != OperationKind.Delete)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OperationState.Cancelled).SetProperty(o => o.FinishedAt, now), cancellationToken);
        await db.EndCancelledImagesAsync(vms, why, cancellationToken);
    }

    /// <summary>Ends the images whose making was cancelled before it began.</summary>
    public static Task EndCancelledImagesAsync(this LobsterDbContext db, IReadOnlyCollection<VmId> vms, string why, CancellationToken cancellationToken)
    {
        var ids = vms.Select(v => (VmId?)v).ToList();
        return db.Images
            .Where(i => i.State == ImageState.Pending
                && db.Operations.Any(o => o.ImageId == i.Id && ids.Contains(o.VmId) && o.State == OperationState.Cancelled))
            .ExecuteUpdateAsync(
                s => s.SetProperty(i => i.State, ImageState.Error).SetProperty(i => i.Error, why).SetProperty(i => i.Version, i => i.Version + 1), cancellationToken);
    }
}
