using System.Runtime.CompilerServices;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Verification;

/// <summary>
/// An image's lines cover its charged hours exactly once, from the first hour that had a price to the watermark, each at the rate of its size and of the
/// prices in force; an ended image is charged to its end unless its account is parked or its size was never told.
/// </summary>
internal sealed class StorageInvariant : IInvariant
{
    public async IAsyncEnumerable<Violation> CheckAsync(LobsterDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prices = await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, cancellationToken);
        for (var read = 0; ;)
        {
            var page = await db.Images.Where(i => i.BillingStart != null).OrderBy(i => i.Id).Skip(read).Take(500).ToListAsync(cancellationToken);
            if (page.Count == 0) break;
            read += page.Count;
            var ids = page.ConvertAll(i => i.Id);
            var lines = (await db.StorageLines.Where(l => ids.Contains(l.ImageId)).ToListAsync(cancellationToken)).ToLookup(l => l.ImageId);
            foreach (var image in page)
                if (Check(image, [.. lines[image.Id].OrderBy(l => l.From)], prices.In(image.RegionId)) is { } wrong)
                    yield return new Violation("storage-chain", $"image {image.Id}", wrong);
        }

        var shorts = db.Images.Where(i => i.BillingEnd != null && i.ChargedUntil < i.BillingEnd && i.SizeMb != null && db.Accounts.Any(a => a.Id == i.AccountId && a.ParkedAt == null));
        await foreach (var image in shorts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            if (image.State == ImageState.Deleted)
                yield return new Violation("short-storage", $"image {image.Id}", "its billing ended later than it was charged");

        var strays = from line in db.StorageLines
                     join entry in db.LedgerEntries on line.EntryId equals entry.Id
                     where entry.AccountId != line.AccountId || entry.Day != line.Day || entry.Kind != EntryKind.Storage
                     select new { line.Id, entry.Key };
        await foreach (var row in strays.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new Violation("stray-line", $"storage line {row.Id}", $"it hangs on the entry {row.Key} of another account, day or kind");
    }

    private static string? Check(Image image, IReadOnlyList<StorageLine> lines, IReadOnlyList<PriceVersion> course)
    {
        var (start, until) = (image.BillingStart!.Value, image.ChargedUntil!.Value);
        if ((until.Micros - start.Micros) % StorageRating.Length != 0) return $"it is charged up to {until}, which is no whole hour after {start}";
        var hours = (until.Micros - start.Micros) / StorageRating.Length;
        var priced = StorageRating.Rate(course, 1, start, hours);
        var at = priced.Count == 0 ? until : priced[0].From;
        foreach (var line in lines)
        {
            if (line.From != at) return $"line {line.Id} starts at {line.From} where {at} is due";
            if (StorageRating.Rate(course, line.SizeMb, line.From, line.Intervals) is not [var should]) return $"line {line.Id} runs over a change of price";
            if (line.Until != should.Until || line.Rate != should.Rate || line.Amount != should.Amount || line.PriceVersionId != should.Point.PriceVersionId)
                return $"line {line.Id} charges {line.Amount} up to {line.Until} where the prices make {should.Amount} up to {should.Until}";
            at = line.Until;
        }

        return at == until ? null : $"its lines end at {at}, its watermark says {until}";
    }
}
