using Lobster.Core.Accounts;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Images;

/// <summary>What the owner of an image can ask for. Making one of a machine is <see cref="VmActions.SnapshotAsync"/>, fetching one <see cref="ImageFetching"/>.</summary>
public sealed class ImageActions(Transactions transactions, RegionBackends backends, StorageCharging storage, BusinessClock clock, TimeProvider time)
{
    /// <summary>Queues the deletion; its storage is not billed from this moment on. Asking again changes nothing.</summary>
    public Task<Outcome<ImageId>> DeleteAsync(Actor actor, ImageId imageId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<ImageId>>(async (db, token) =>
        {
            var image = await db.Images.SingleOrDefaultAsync(i => i.Id == imageId && i.AccountId != null, token);
            if (await db.EnterAccountAsync(actor, image?.AccountId ?? default, token) is { } refusal) return refusal;
            if (image!.State is ImageState.Deleting or ImageState.Deleted) return image.Id;
            if (await IsBeingMadeAsync(db, imageId, token)) return new Refusal.Conflict("{0} is being made. Wait until that is done.", image.Name);
            var region = await db.Regions.AsNoTracking().SingleAsync(r => r.Id == image.RegionId, token);
            if (image.BackendId is not null && NotOffered(region, Capability.ImageDelete) is { } missing) return missing;
            await AcceptAsync(db, actor, image, token);
            return image.Id;
        }, cancellationToken);

    /// <summary>
    /// Accepts the deletion of an owned image that nothing is at work on, in a transaction that holds the account's row. Where the region cannot
    /// delete images, the panel lets go of it and the event says so.
    /// </summary>
    /// <returns>Whether anything changed.</returns>
    internal async Task<bool> AcceptDeletionAsync(LobsterDbContext db, Actor actor, Image image, CancellationToken cancellationToken)
    {
        if (image.State is ImageState.Deleting or ImageState.Deleted || await IsBeingMadeAsync(db, image.Id, cancellationToken)) return false;
        var region = await db.Regions.AsNoTracking().SingleAsync(r => r.Id == image.RegionId, cancellationToken);
        if (image.BackendId is null || CanDelete(region))
        {
            await AcceptAsync(db, actor, image, cancellationToken);
            return true;
        }

        var now = clock.Now;
        await storage.EndAsync(db, image, now, cancellationToken);
        (image.State, image.DeletedAt) = (ImageState.Deleted, now);
        image.Version++;
        db.Record(now, actor, "image.abandoned", SubjectKind.Image, image.Id.Value, image.AccountId, new { image.Name, image.BackendId, region = region.Name });
        return true;
    }

    private async Task AcceptAsync(LobsterDbContext db, Actor actor, Image image, CancellationToken cancellationToken)
    {
        var now = clock.Now;
        await storage.EndAsync(db, image, now, cancellationToken);
        image.State = ImageState.Deleting;
        image.Version++;
        db.Operations.Add(NewOperations.ForImage(image, OperationKind.DeleteImage, Guid.CreateVersion7(), null, actor, now, Instant.From(time.GetUtcNow())));
        db.Record(now, actor, "image.delete.requested", SubjectKind.Image, image.Id.Value, image.AccountId, new { image.Name });
    }

    /// <summary>Gives an image another name, in the panel.</summary>
    public Task<Outcome<ImageId>> RenameAsync(Actor actor, ImageId imageId, string name, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<ImageId>>(async (db, token) =>
        {
            var image = await db.Images.SingleOrDefaultAsync(i => i.Id == imageId && i.AccountId != null, token);
            if (await db.EnterAccountAsync(actor, image?.AccountId ?? default, token) is { } refusal) return refusal;
            if (ImageName.Check(name) is { } bad) return bad;
            db.Record(clock.Now, actor, "image.renamed", SubjectKind.Image, imageId.Value, image!.AccountId, new { from = image.Name, to = name });
            image.Name = name;
            image.Version++;
            return image.Id;
        }, cancellationToken);

    /// <summary>All images that an account owns, newest first, deleted ones left out; empty for an account that the actor may not see.</summary>
    public Task<IReadOnlyList<OwnImage>> ListAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<OwnImage>>(async (db, token) =>
        {
            if (!await db.MayReadAsync(actor, accountId, token)) return [];
            var list = await (from image in db.Images
                              join region in db.Regions on image.RegionId equals region.Id
                              where image.AccountId == accountId && image.State != ImageState.Deleted
                              orderby image.Id descending
                              select new
                              {
                                  image.RegionId, image.SourceUrl, IsBilled = image.BillingStart != null && image.BillingEnd == null, Image = new OwnImage(
                                  image.Id, image.Name, region.Name, image.Kind, image.State, image.SizeMb, image.Error, image.CreatedAt,
                                  db.VirtualMachines.Where(v => v.Id == image.SourceVmId).Select(v => v.Name).FirstOrDefault(),
                                  db.Operations.Where(o => o.ImageId == image.Id && o.FinishedAt == null).Select(o => o.ProgressPercent).FirstOrDefault())
                                  {
                                      Charged = new Money(db.StorageLines.Where(l => l.ImageId == image.Id).Sum(l => l.Amount.Nanos)
                                          - (from line in db.StorageLines join entry in db.LedgerEntries on line.Id equals entry.CorrectsStorageLineId where line.ImageId == image.Id select entry.Amount.Nanos).Sum()),
                                  }
                              }).ToListAsync(token);
            var prices = await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, token);
            return [.. list.Select(i => i.Image with
            {
                SourceHost = i.SourceUrl is { } url ? new Uri(url).Host : null,
                Hourly = i.IsBilled && i.Image.SizeMb is { } size ? StorageRating.Hourly(prices.At(i.RegionId, clock.Now)?.Sale ?? Money.Zero, size) : null,
            })];
        }, cancellationToken);

    private static Task<bool> IsBeingMadeAsync(LobsterDbContext db, ImageId imageId, CancellationToken cancellationToken) =>
        db.Operations.AnyAsync(
            o => o.ImageId == imageId && (o.State == OperationState.Queued || o.State == OperationState.Running || o.State == OperationState.Waiting), cancellationToken);

    // A region that does not answer now is asked by the operation, which never gives up.
    private bool CanDelete(Region region)
    {
        try
        {
            return backends.Of(region).WhyNot(Capability.ImageDelete) is null;
        }
        catch (BackendException)
        {
            return true;
        }
    }

    private Refusal.NotOffered? NotOffered(Region region, Capability capability)
    {
        try
        {
            return backends.Of(region).WhyNot(capability) is { } reason ? new Refusal.NotOffered(reason) : null;
        }
        catch (BackendException)
        {
            return new Refusal.NotOffered("{0} cannot be reached right now.", region.Name);
        }
    }
}
