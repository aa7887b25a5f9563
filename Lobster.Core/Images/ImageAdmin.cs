using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Regions;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Images;

/// <summary>What admins do to public images. Adding all that a backend offers is <see cref="ImageSync"/>.</summary>
public sealed class ImageAdmin(Transactions transactions, RegionBackends backends, BusinessClock clock)
{
    /// <summary>Adds an image by the backend's id. Where the backend can be asked, there must be such an image, and its size is taken over.</summary>
    public async Task<Outcome<ImageId>> AddAsync(Actor actor, RegionId regionId, string? backendId, ImageForm form, CancellationToken cancellationToken = default)
    {
        var (refusal, region) = await transactions.ReadAsync(async (db, token) => (
            await db.EnterStaffAsync(actor, token, UserRoles.Admin), await db.Regions.SingleOrDefaultAsync(r => r.Id == regionId, token)), cancellationToken);
        if (refusal is not null) return refusal;
        if (region is null) return new Refusal.Invalid("RegionId", "Choose a region.");
        if (FormText.Line("BackendId", backendId, 300, true, out var id) is { } badId) return badId;
        if (Check(form) is { } bad) return bad;
        var (known, failure) = await AskAsync(region, id, cancellationToken);
        if (failure is not null) return failure;
        try
        {
            return await transactions.RunAsync((db, token) => StoreAsync(db, actor, region, id, form, known?.SizeMb, token), cancellationToken);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return AlreadyThere(region);
        }
    }

    /// <summary>Gives an image another name, description and kind, if it still is as the admin saw it.</summary>
    public Task<Outcome<ImageId>> SaveAsync(Actor actor, ImageId id, long version, ImageForm form, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, "image.changed", image =>
        {
            if (image.Version != version) return RegionAdmin.EditedMeanwhile();
            if (Check(form) is { } bad) return bad;
            (image.Name, image.Description, image.Kind) = (form.Name!.Trim(), form.Description?.Trim() ?? "", form.Kind);
            return null;
        }, cancellationToken);

    /// <summary>Shows an image to customers, or not. Machines made from it are not touched.</summary>
    public Task<Outcome<ImageId>> SetEnabledAsync(Actor actor, ImageId id, bool isEnabled, CancellationToken cancellationToken = default) =>
        ChangeAsync(actor, id, isEnabled ? "image.enabled" : "image.disabled", image =>
        {
            image.IsEnabled = isEnabled;
            return null;
        }, cancellationToken);

    /// <summary>Asks the backend about the image and takes over its size; an unknown size changes nothing.</summary>
    public async Task<Outcome<ImageId>> InspectAsync(Actor actor, ImageId id, CancellationToken cancellationToken = default)
    {
        var (refusal, image, region) = await transactions.ReadAsync(async (db, token) =>
        {
            var found = await db.Images.SingleOrDefaultAsync(i => i.Id == id && i.AccountId == null, token);
            return (await db.EnterStaffAsync(actor, token, UserRoles.Admin), found, found is null ? null : await db.Regions.SingleAsync(r => r.Id == found.RegionId, token));
        }, cancellationToken);
        if (refusal is not null) return refusal;
        if (image?.BackendId is null || region is null) return new Refusal.NotFound();
        var (known, failure) = await AskAsync(region, image.BackendId, cancellationToken);
        if (failure is not null) return failure;
        if (known is null) return new Refusal.NotOffered("{0} cannot be asked about single images.", region.Name);
        return await ChangeAsync(actor, id, "image.inspected", i =>
        {
            i.SizeMb = known.SizeMb ?? i.SizeMb;
            return null;
        }, cancellationToken);
    }

    private Task<Outcome<ImageId>> ChangeAsync(Actor actor, ImageId id, string type, Func<Image, Refusal?> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<Outcome<ImageId>>(async (db, token) =>
        {
            if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
            if (await db.Images.SingleOrDefaultAsync(i => i.Id == id && i.AccountId == null && i.State != ImageState.Deleted, token) is not { } image) return new Refusal.NotFound();
            if (change(image) is { } bad) return bad;
            image.Version++;
            db.Record(clock.Now, actor, type, SubjectKind.Image, id.Value, null, new { image.Name, image.Description, kind = image.Kind.ToString(), image.SizeMb });
            return id;
        }, cancellationToken);

    private async Task<Outcome<ImageId>> StoreAsync(LobsterDbContext db, Actor actor, Region region, string id, ImageForm form, long? size, CancellationToken token)
    {
        if (await db.EnterStaffAsync(actor, token, UserRoles.Admin) is { } refusal) return refusal;
        if (await db.Images.AnyAsync(i => i.RegionId == region.Id && i.BackendId == id && i.State != ImageState.Deleted, token)) return AlreadyThere(region);
        var image = new Image
        {
            RegionId = region.Id, Name = form.Name!.Trim(), Description = form.Description?.Trim() ?? "", Kind = form.Kind, BackendId = id,
            SizeMb = size, State = ImageState.Active, CreatedAt = clock.Now,
        };
        db.Images.Add(image);
        await db.SaveChangesAsync(token);
        db.Record(clock.Now, actor, "image.added", SubjectKind.Image, image.Id.Value, null, new { image.Name, region = region.Name, image.BackendId });
        return image.Id;
    }

    // Both null: the backend cannot be asked about single images.
    private async Task<(BackendImage? Known, Refusal? Failure)> AskAsync(Region region, string id, CancellationToken cancellationToken)
    {
        try
        {
            if (backends.Of(region) is not IImageInspect inspect) return (null, null);
            return await inspect.GetImageAsync(id, cancellationToken) is { } known ? (known, null)
                : (null, new Refusal.Invalid("BackendId", "{0} has no image of this id.", region.Name));
        }
        catch (BackendException e)
        {
            return (null, new Refusal.Conflict("{0} did not answer: {1}", region.Name, e.Message));
        }
    }

    private static Refusal? Check(ImageForm form) =>
        FormText.Line("Name", form.Name, 64, true, out _) ?? FormText.Line("Description", form.Description, 200, false, out _);

    private static Refusal.Invalid AlreadyThere(Region region) => new Refusal.Invalid("BackendId", "This image of {0} is in the list already.", region.Name);
}
