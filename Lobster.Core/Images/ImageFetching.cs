using Lobster.Core.Accounts;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Images;

/// <summary>Images that customers have fetched from the Internet: the region downloads the file, the account pays for its storage.</summary>
public sealed class ImageFetching(Transactions transactions, RegionBackends backends, FetchOptions options, BusinessClock clock, TimeProvider time)
{
    /// <summary>The regions that fetch images, as customers see them; empty for an account that the actor may not see.</summary>
    public Task<IReadOnlyList<FetchChoice>> ChoicesAsync(Actor actor, AccountId accountId, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<FetchChoice>>(async (db, token) =>
        {
            if (!await db.MayReadAsync(actor, accountId, token)) return [];
            var regions = await db.Regions.AsNoTracking().Where(r => r.IsEnabled).OrderBy(r => r.SortOrder).ThenBy(r => r.Name).ToListAsync(token);
            var prices = await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, token);
            return [.. from region in regions
                       let formats = Formats(region)
                       where formats.Count > 0
                       select new FetchChoice(region.Id, region.Name, formats, prices.At(region.Id, clock.Now)?.Sale ?? Money.Zero)];
        }, cancellationToken);

    /// <summary>Queues the fetch. The image is listed at once as pending; the same request again answers with the same image.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">Whose it is to be.</param>
    /// <param name="form">What was typed.</param>
    /// <param name="requestId">Minted when the form opened.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<ImageId>> FetchAsync(Actor actor, AccountId accountId, FetchForm form, Guid requestId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<Outcome<ImageId>>(async (db, token) =>
        {
            if (await db.EnterAccountAsync(actor, accountId, token) is { } refusal) return refusal;
            if (await db.Images.Where(i => i.RequestId == requestId && i.AccountId == accountId).Select(i => (ImageId?)i.Id).FirstOrDefaultAsync(token) is { } known) return known;
            if (ImageSource.Read(form.Source, options.AllowsPrivateAddresses, out var source) is { } bad) return bad;
            if (ImageName.Check(form.Name) is { } unnamed) return unnamed;
            var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == form.RegionId && r.IsEnabled, token);
            if (region is null || Formats(region) is not { Count: > 0 } formats) return new Refusal.Invalid("Region", "Choose a region that fetches images.");
            if (form.Format is null || !formats.Contains(form.Format)) return new Refusal.Invalid("Format", "Choose the format of the file.");
            if (await CheckAccountAsync(db, accountId, region.Id, token) is { } held) return held;
            return await QueueAsync(db, actor, NewImage(accountId, region.Id, form, source!, requestId), form.Format, token);
        }, cancellationToken);

    private async Task<Refusal?> CheckAccountAsync(LobsterDbContext db, AccountId accountId, RegionId regionId, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == accountId, cancellationToken);
        if (AccountRules.MayChange(account) is { } closed) return closed;
        var price = (await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, cancellationToken)).At(regionId, clock.Now)?.Sale ?? Money.Zero;
        if (price > Money.Zero && account.Credit <= Money.Zero) return new Refusal.NotEnoughCredit("There is no credit left. Add some first.");
        var pending = await db.Operations.CountAsync(o => o.AccountId == accountId && o.Kind == OperationKind.FetchImage && o.FinishedAt == null, cancellationToken);
        return pending >= options.AtOnce ? new Refusal.LimitReached("{0} images are on their way already. Wait until one is there.", pending) : null;
    }

    private async Task<ImageId> QueueAsync(LobsterDbContext db, Actor actor, Image image, string format, CancellationToken cancellationToken)
    {
        db.Images.Add(image);
        await db.SaveChangesAsync(cancellationToken);
        var operation = NewOperations.ForImage(
            image, OperationKind.FetchImage, image.RequestId!.Value, new FetchArguments(format), actor, image.CreatedAt, Instant.From(time.GetUtcNow()));
        db.Operations.Add(operation);
        db.Record(image.CreatedAt, actor, $"{OperationKind.FetchImage.Dotted()}.requested", SubjectKind.Image, image.Id.Value, image.AccountId, new { image.Name, host = new Uri(image.SourceUrl!).Host, format });
        await db.SaveChangesAsync(cancellationToken);
        db.LiveChanges.Add(new LiveChange(SubjectKind.Operation, operation.Id.Value, image.AccountId));
        return image.Id;
    }

    private Image NewImage(AccountId accountId, RegionId regionId, FetchForm form, Uri source, Guid requestId) => new()
    {
        AccountId = accountId, RegionId = regionId, Name = form.Name!, Kind = form.Format == "iso" ? ImageKind.Iso : ImageKind.Template, State = ImageState.Pending,
        SourceUrl = source.AbsoluteUri, RequestId = requestId, CreatedAt = clock.Now,
    };

    // A region that cannot be asked for its abilities now offers nothing now.
    private IReadOnlyList<string> Formats(Region region)
    {
        try
        {
            return backends.Of(region) is IImageFetch fetch ? fetch.FetchFormats : [];
        }
        catch (BackendException)
        {
            return [];
        }
    }
}
