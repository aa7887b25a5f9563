using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Standing;

/// <summary>Deletes all that an account has, through the same operations as its owner would, in the caller's transaction, which holds the account's row.</summary>
internal sealed class AccountTermination(VmDeletion deletion, ImageActions images)
{
    /// <summary>Accepts the deletion of every machine and image. An image that is still being made is taken by a later call.</summary>
    /// <returns>How many machines and images it is about.</returns>
    public async Task<int> DeleteAllAsync(LobsterDbContext db, AccountId account, CancellationToken cancellationToken)
    {
        var machines = await db.VirtualMachines
            .Where(v => v.AccountId == account && v.Lifecycle != VmLifecycle.Deleting && v.Lifecycle != VmLifecycle.Deleted)
            .OrderBy(v => v.Id).ToListAsync(cancellationToken);
        foreach (var vm in machines) await deletion.AcceptAsync(db, Actor.System, vm, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var deleted = 0;
        foreach (var image in await Leftovers(db, account).OrderBy(i => i.Id).ToListAsync(cancellationToken))
            if (await images.AcceptDeletionAsync(db, Actor.System, image, cancellationToken)) deleted++;
        return machines.Count + deleted;
    }

    /// <summary>The account's images that nothing is at work on.</summary>
    public static IQueryable<Image> Leftovers(LobsterDbContext db, AccountId account) =>
        Leftovers(db).Where(i => i.AccountId == account);

    /// <summary>All owned images that nothing is at work on.</summary>
    public static IQueryable<Image> Leftovers(LobsterDbContext db) =>
        db.Images.Where(i => i.AccountId != null && i.State != ImageState.Deleting && i.State != ImageState.Deleted && !db.Operations.Any(
            o => o.ImageId == i.Id && (o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting)));
}
