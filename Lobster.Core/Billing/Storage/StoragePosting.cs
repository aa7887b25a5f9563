using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Images;
using Lobster.Core.Ledger;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Storage;

/// <summary>
/// Writes rated hours of images: lines, the day's entry, the balance and the watermarks, all in the caller's transaction, after the caller took the
/// row of every account concerned. A handful of statements, however many images there are.
/// </summary>
internal sealed class StoragePosting
{
    private readonly LobsterDbContext db;
    private readonly Instant now;
    private readonly Dictionary<ImageId, StorageLine> lastLines = [];
    private readonly Dictionary<(AccountId Account, DateOnly Day), LedgerEntry> entries = [];
    private readonly Dictionary<LedgerEntry, Money> amounts = [];
    private readonly Dictionary<StorageLineId, long> grown = [];
    private readonly List<(StorageLine Line, LedgerEntry Entry)> begun = [];
    private readonly List<long[]> watermarks = [];

    private StoragePosting(LobsterDbContext db, Instant now) => (this.db, this.now) = (db, now);

    /// <summary>Charges what is due of these images, whose size is known, and moves their watermarks.</summary>
    public static async Task ChargeAsync(LobsterDbContext db, IReadOnlyList<Image> images, Instant now, int minimum, CancellationToken cancellationToken)
    {
        if (images.Count == 0) return;
        var posting = new StoragePosting(db, now);
        await posting.ReadAsync(images, cancellationToken);
        var prices = await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, cancellationToken);
        foreach (var image in images) posting.Charge(image, prices, minimum);
        await posting.WriteAsync(cancellationToken);
        await StorageSealing.SealAsync(db, [.. images.Select(i => i.AccountId!.Value).Distinct()], now, cancellationToken);
    }

    private async Task ReadAsync(IReadOnlyList<Image> images, CancellationToken cancellationToken)
    {
        var ids = images.Select(i => i.Id).ToList();
        var lines = from line in db.StorageLines.AsNoTracking()
                    join image in db.Images on new { line.ImageId, Until = (Instant?)line.Until } equals new { ImageId = image.Id, Until = image.ChargedUntil }
                    where ids.Contains(line.ImageId)
                    select line;
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancellationToken)) lastLines[line.ImageId] = line;
        var accounts = images.Select(i => i.AccountId!.Value).Distinct().ToList();
        var open = db.LedgerEntries.AsNoTracking().Where(e => accounts.Contains(e.AccountId) && e.Kind == EntryKind.Storage && !e.IsSealed);
        await foreach (var entry in open.AsAsyncEnumerable().WithCancellation(cancellationToken)) entries[(entry.AccountId, entry.Day!.Value)] = entry;
    }

    private void Charge(Image image, PriceCourse prices, int minimum)
    {
        var (from, account) = (image.ChargedUntil!.Value, image.AccountId!.Value);
        var count = StorageRating.Due(image.BillingStart!.Value, from, image.BillingEnd, now, minimum);
        if (count == 0) return;
        foreach (var segment in StorageRating.Rate(prices.In(image.RegionId), image.SizeMb!.Value, from, count))
        {
            var entry = Entry(account, segment.Day);
            amounts[entry] = amounts.GetValueOrDefault(entry) - segment.Amount;
            Write(image, segment, entry);
        }

        watermarks.Add([image.Id.Value, from.Micros, checked(from.Micros + (count * StorageRating.Length))]);
        db.LiveChanges.Add(new LiveChange(SubjectKind.Image, image.Id.Value, account));
    }

    private void Write(Image image, RatedSegment segment, LedgerEntry entry)
    {
        var last = lastLines.GetValueOrDefault(image.Id);
        if (last is not null && last.Id != default && Continues(last, image, segment) && entry.Id == last.EntryId)
        {
            grown[last.Id] = segment.Intervals;
            last.Until = segment.Until;
            return;
        }

        var line = new StorageLine
        {
            ImageId = image.Id, AccountId = entry.AccountId, Day = segment.Day, Segment = last is not null && last.Day == segment.Day ? last.Segment + 1 : 0,
            From = segment.From, Until = segment.Until, PreviousUntil = last?.Until, Intervals = segment.Intervals, SizeMb = image.SizeMb!.Value,
            PriceVersionId = segment.Point.PriceVersionId, Rate = segment.Rate, Amount = segment.Amount, PostedAt = now,
        };
        begun.Add((line, entry));
        lastLines[image.Id] = line;
    }

    private static bool Continues(StorageLine last, Image image, RatedSegment segment) =>
        last.Day == segment.Day && last.Until == segment.From && last.SizeMb == image.SizeMb && last.PriceVersionId == segment.Point.PriceVersionId
        && last.Rate == segment.Rate && !last.IsEstimated;

    private LedgerEntry Entry(AccountId account, DateOnly day)
    {
        if (entries.TryGetValue((account, day), out var entry)) return entry;
        return entries[(account, day)] = new LedgerEntry
        {
            AccountId = account, Kind = EntryKind.Storage, Key = $"storage/{account}/{day:yyyy-MM-dd}", Day = day, IsSealed = false,
            Reason = "Image storage", Actor = Actor.System, CreatedAt = now, UpdatedAt = now,
        };
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await WriteEntriesAsync(cancellationToken);
        // A line's end is a key that the next line points at, so it moves before any next line is written.
        await db.UpdateFromAsync(
            $"""
            UPDATE "StorageLines" SET "Until" = "Until" + v.column2 * {StorageRating.Length}, "Intervals" = "Intervals" + v.column2,
            "AmountNanos" = "AmountNanos" + "RateNanos" * v.column2, "PostedAt" = {now.Micros} FROM
            """, [.. grown.Select(g => new[] { g.Key.Value, g.Value })], "WHERE \"Id\" = v.column1", cancellationToken);
        foreach (var (line, entry) in begun) line.EntryId = entry.Id;
        db.StorageLines.AddRange(begun.Select(b => b.Line));
        await db.SaveChangesAsync(cancellationToken);
        var moved = await db.UpdateFromAsync(
            "UPDATE \"Images\" SET \"ChargedUntil\" = v.column3 FROM", watermarks, "WHERE \"Id\" = v.column1 AND \"ChargedUntil\" = v.column2", cancellationToken);
        if (moved != watermarks.Count) throw new DbUpdateConcurrencyException("Another panel charged one of these images in this very moment.");
        await MoveCreditAsync(cancellationToken);
    }

    private async Task WriteEntriesAsync(CancellationToken cancellationToken)
    {
        var old = amounts.Where(a => a.Key.Id != default).Select(a => new[] { a.Key.Id.Value, a.Value.Nanos }).ToList();
        foreach (var (entry, amount) in amounts.Where(a => a.Key.Id == default))
        {
            entry.Amount = amount;
            db.LedgerEntries.Add(entry);
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.UpdateFromAsync(
            $"UPDATE \"LedgerEntries\" SET \"AmountNanos\" = \"AmountNanos\" + v.column2, \"UpdatedAt\" = {now.Micros} FROM", old, "WHERE \"Id\" = v.column1", cancellationToken);
    }

    private async Task MoveCreditAsync(CancellationToken cancellationToken)
    {
        var totals = amounts.GroupBy(a => a.Key.AccountId).Select(g => new[] { g.Key.Value, g.Aggregate(Money.Zero, (sum, a) => sum + a.Value).Nanos }).ToList();
        await db.UpdateFromAsync(
            "UPDATE \"Accounts\" SET \"CreditNanos\" = \"CreditNanos\" + v.column2 FROM", totals, "WHERE \"Id\" = v.column1", cancellationToken);
        foreach (var total in totals) db.LiveChanges.Add(new LiveChange(SubjectKind.Account, total[0], new AccountId(total[0])));
    }
}
