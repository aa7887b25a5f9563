using Lobster.Core.Accounts;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Corrections;

/// <summary>
/// Reckons the storage lines of an account's days again, from sizes and prices. A line's size is the one that was known in its hours; where that was
/// an estimate, the image's own.
/// </summary>
internal static class StorageReckoning
{
    /// <summary>Reckons them.</summary>
    public static async Task<Reckoned> ReckonAsync(LobsterDbContext db, AccountId account, CorrectionSpan span, CancellationToken cancellationToken)
    {
        var wanted = db.StorageLines.Where(l => l.AccountId == account && l.Day >= span.From && l.Day <= span.To);
        var closed = await (from line in wanted
                            join image in db.Images on line.ImageId equals image.Id
                            // What has ended and is charged to its end cannot grow, even if nothing was charged since that could seal its last day.
                            where db.LedgerEntries.Any(e => e.Id == line.EntryId && e.IsSealed) || (image.BillingEnd != null && image.ChargedUntil >= image.BillingEnd)
                            orderby image.Id, line.From
                            select new { Line = line, Image = image }).AsNoTracking().ToListAsync(cancellationToken);
        var settled = (await (from entry in db.LedgerEntries
                              join line in wanted on entry.CorrectsStorageLineId equals line.Id
                              select new { LineId = line.Id, entry.Amount }).AsNoTracking().ToListAsync(cancellationToken)).ToLookup(e => e.LineId, e => e.Amount);
        var prices = await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, cancellationToken);
        var (found, unknown) = (new List<CorrectedLine>(), 0);
        foreach (var row in closed)
        {
            if (Due(row.Line, row.Image, prices, span) is not { } due)
            {
                unknown++;
                continue;
            }

            var (line, back) = (row.Line, settled[row.Line.Id].ToList());
            var corrected = new CorrectedLine(
                new CorrectedLineId(ChargeKind.Storage, line.Id.Value), line.EntryId, row.Image.Name, line.Day, line.From, line.Until, line.Amount,
                back.Aggregate(Money.Zero, (sum, amount) => sum + amount), due, back.Count);
            if (corrected.Difference != Money.Zero) found.Add(corrected);
        }

        return new Reckoned(found, closed.Count - unknown, await wanted.CountAsync(cancellationToken) - closed.Count, Unknown: unknown);
    }

    private static Money? Due(StorageLine line, Image image, PriceCourse prices, CorrectionSpan span)
    {
        if ((line.IsEstimated ? image.SizeMb : line.SizeMb) is not { } size) return null;
        var course = prices.In(image.RegionId, image.BillingEnd);
        if (span.HoldsIn(image.RegionId)) course = CorrectedRates.With(course, span.Price!, span.PriceFrom, image.BillingEnd);
        return StorageRating.Rate(course, size, line.From, line.Intervals).Aggregate(Money.Zero, (sum, segment) => sum + segment.Amount);
    }
}
