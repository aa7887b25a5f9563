using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Storage;

/// <summary>What an owner may read about image storage.</summary>
public sealed class StorageQueries(Transactions transactions)
{
    /// <summary>What each image cost in a UTC month, dearest first; empty for an account that the actor may not see.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="month">Any day of the month.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<ImageCharges>> MonthAsync(Actor actor, AccountId accountId, DateOnly month, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync<IReadOnlyList<ImageCharges>>(
            async (db, token) => await db.MayReadAsync(actor, accountId, token) ? await ReadAsync(db, accountId, new DateOnly(month.Year, month.Month, 1), token) : [], cancellationToken);

    /// <summary>The receipt of an image's <paramref name="number"/>-th hour; null when it was not charged or is not this actor's.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="imageId">The image.</param>
    /// <param name="number">1, 2, 3 … since its billing began.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<StorageReceipt?> ReceiptAsync(Actor actor, ImageId imageId, long number, CancellationToken cancellationToken = default) =>
        transactions.ReadAsync(async (db, token) =>
        {
            var image = await db.Images.SingleOrDefaultAsync(i => i.Id == imageId && i.AccountId != null && i.BillingStart != null, token);
            if (image is null || number is < 1 or > 10_000_000 || !await db.MayReadAsync(actor, image.AccountId!.Value, token)) return null;
            var from = new Instant(image.BillingStart!.Value.Micros + ((number - 1) * StorageRating.Length));
            var receipt = await (from line in db.StorageLines
                                 join price in db.PriceVersions on line.PriceVersionId equals price.Id
                                 join region in db.Regions on image.RegionId equals region.Id
                                 where line.ImageId == imageId && line.From <= @from && line.Until > @from
                                 select new StorageReceipt(
                                     image.Name, region.Name, number, @from, line.SizeMb, price.Sale, price.Number, price.From, line.Rate,
                                     ValueTuple.Create(line.Day, line.Intervals, line.Amount), line.EntryId, line.PostedAt)).SingleOrDefaultAsync(token);
            var lines = db.StorageLines.Where(l => l.ImageId == imageId && l.From <= @from && l.Until > @from);
            return receipt is null ? null : receipt with { Corrections = await db.Credits(lines).ListAsync(token) };
        }, cancellationToken);

    /// <summary>What each image cost in the month that begins at <paramref name="first"/>; the caller has authorised.</summary>
    internal static async Task<List<ImageCharges>> ReadAsync(LobsterDbContext db, AccountId accountId, DateOnly first, CancellationToken cancellationToken)
    {
        var next = first.AddMonths(1);
        var lines = (await db.StorageLines.Where(l => l.AccountId == accountId && l.Day >= first && l.Day < next).OrderBy(l => l.From)
            .Select(l => new
            {
                l.ImageId,
                Line = new ImageChargeLine(
                    l.Day, l.From, l.Until, l.Intervals, l.SizeMb, l.Rate, l.Amount,
                    new Money(db.LedgerEntries.Where(e => e.CorrectsStorageLineId == l.Id).Sum(e => e.Amount.Nanos))),
            })
            .ToListAsync(cancellationToken)).ToLookup(l => l.ImageId, l => l.Line);
        var ids = lines.Select(l => l.Key).ToList();
        var images = await (from image in db.Images
                            join region in db.Regions on image.RegionId equals region.Id
                            where ids.Contains(image.Id)
                            select new { image.Id, image.Name, Region = region.Name, image.BillingStart }).ToListAsync(cancellationToken);
        return [.. images.Select(i => new ImageCharges(i.Id, i.Name, i.Region, i.BillingStart!.Value, [.. lines[i.Id]]))
            .OrderByDescending(i => i.Amount).ThenBy(i => i.ImageId.Value)];
    }
}
