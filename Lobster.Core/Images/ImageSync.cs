using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Images;

/// <summary>Adds the public images that a region's backend offers and the panel does not list yet.</summary>
public sealed class ImageSync(Transactions transactions, RegionBackends backends, BusinessClock clock)
{
    /// <summary>Asks the backend, then adds what is new. Images that are there already stay as an admin left them.</summary>
    /// <returns>How many were added.</returns>
    public async Task<Outcome<int>> RunAsync(Actor actor, RegionId regionId, CancellationToken cancellationToken = default)
    {
        var (region, refusal) = await transactions.ReadAsync(async (db, token) => (
            await db.Regions.SingleOrDefaultAsync(r => r.Id == regionId, token), await db.EnterStaffAsync(actor, token)), cancellationToken);
        if (refusal is not null) return refusal;
        if (region is null) return new Refusal.NotFound();
        try
        {
            if (backends.Of(region) is not IImageCatalogue catalogue) return new Refusal.NotOffered("{0} does not list its images. Add them by their id.", region.Name);
            var offered = new List<BackendImage>();
            await foreach (var image in catalogue.ListImagesAsync(cancellationToken)) offered.Add(image);
            return await AddAsync(actor, region, [.. offered.Where(i => i.IsPublic && i.State == Compute.ImageState.Ready)], cancellationToken);
        }
        catch (BackendException e)
        {
            return new Refusal.Conflict("{0} did not answer: {1}", region.Name, e.Message);
        }
    }

    private Task<Outcome<int>> AddAsync(Actor actor, Region region, IReadOnlyList<BackendImage> offered, CancellationToken cancellationToken) =>
        transactions.RunAsync<Outcome<int>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token) is { } refusal) return refusal;
            var known = await db.Images.Where(i => i.RegionId == region.Id && i.State != ImageState.Deleted && i.BackendId != null).Select(i => i.BackendId!).ToListAsync(token);
            var added = offered.Where(i => !known.Contains(i.Id)).ToList();
            db.Images.AddRange(added.Select(i => new Image
            {
                RegionId = region.Id, Name = i.Name.Length > 128 ? i.Name[..128] : i.Name, BackendId = i.Id, SizeMb = i.SizeMb, State = ImageState.Active,
                Kind = i.Kind == Compute.ImageKind.Iso ? ImageKind.Iso : ImageKind.Template, CreatedAt = clock.Now,
            }));
            if (added.Count > 0) db.Record(clock.Now, actor, "image.synced", SubjectKind.Region, region.Id.Value, null, new { added = added.Count });
            return added.Count;
        }, cancellationToken);
}
