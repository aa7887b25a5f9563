using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Data.Conversions;
using Lobster.Core.Events;
using Lobster.Core.Images;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Storage;

/// <summary>
/// Charges a set of images: rates them in memory and writes lines, the days' entries, balances and watermarks in one statement each. All in the
/// caller's transaction, after the caller took the row of every account concerned.
/// </summary>
internal sealed class StoragePosting
{
    private readonly LobsterDbContext db;
    private readonly Instant now;
    private readonly Dictionary<ImageId, StorageLine> lastLines = [];
    private readonly List<(StorageLine Last, RatedSegment Segment)> grown = [];
    private readonly List<(Image Image, RatedSegment Segment, int Number, Instant? Previous)> begun = [];
    private readonly List<(Image Image, Instant Until)> moved = [];
    private readonly Dictionary<(AccountId Account, DateOnly Day), Money> days = [];

    private StoragePosting(LobsterDbContext db, Instant now) => (this.db, this.now) = (db, now);

    /// <summary>Charges what is due of these images, whose size is known, and moves their watermarks.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another node was first; the transaction runs again.</exception>
    public static async Task ChargeAsync(LobsterDbContext db, IReadOnlyList<Image> images, Instant now, int minimum, CancellationToken cancellationToken)
    {
        if (images.Count == 0) return;
        var posting = new StoragePosting(db, now);
        await posting.ReadLastLinesAsync(images, cancellationToken);
        var prices = await PriceCourse.ReadAsync(db, PriceSubject.ImageStorage, cancellationToken);
        foreach (var image in images) posting.Charge(image, prices, minimum);
        await posting.WriteAsync(cancellationToken);
    }

    private async Task ReadLastLinesAsync(IReadOnlyList<Image> images, CancellationToken cancellationToken)
    {
        var ids = images.Select(i => i.Id).ToList();
        var lines = from image in db.Images
                    from line in db.StorageLines.AsNoTracking().Where(l => l.ImageId == image.Id && l.Until == image.ChargedUntil)
                    where ids.Contains(image.Id)
                    select line;
        await foreach (var line in lines.AsAsyncEnumerable().WithCancellation(cancellationToken)) lastLines[line.ImageId] = line;
    }

    private void Charge(Image image, PriceCourse prices, int minimum)
    {
        var (from, account) = (image.ChargedUntil!.Value, image.AccountId!.Value);
        var count = StorageRating.Due(image.BillingStart!.Value, from, image.BillingEnd, now, minimum);
        if (count == 0) return;
        var last = lastLines.GetValueOrDefault(image.Id);
        var (day, number, previous) = (last?.Day, last?.Segment ?? -1, last?.Until);
        foreach (var segment in StorageRating.Rate(prices.In(image.RegionId, image.BillingEnd), image.SizeMb!.Value, from, count))
        {
            days[(account, segment.Day)] = days.GetValueOrDefault((account, segment.Day)) + segment.Amount;
            if (last is not null && segment.From == last.Until && Continues(last, image, segment))
            {
                grown.Add((last, segment));
            }
            else
            {
                number = day == segment.Day ? number + 1 : 0;
                begun.Add((image, segment, number, previous));
            }

            (day, previous) = (segment.Day, segment.Until);
        }

        moved.Add((image, checked(new Instant(from.Micros + (count * StorageRating.Length)))));
        db.LiveChanges.Add(new LiveChange(SubjectKind.Image, image.Id.Value, account));
    }

    private static bool Continues(StorageLine last, Image image, RatedSegment segment) =>
        last.Day == segment.Day && last.SizeMb == image.SizeMb && last.PriceVersionId == segment.Point.PriceVersionId && last.Rate == segment.Rate && !last.IsEstimated;

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var entries = new StorageEntries(db, now);
        await entries.EnsureAsync(days.Keys, cancellationToken);
        // A line's end is a key that the next line points at, so lines grow before new ones are written.
        await GrowAsync(cancellationToken);
        await BeginAsync(entries, cancellationToken);
        await MoveWatermarksAsync(cancellationToken);
        await entries.PostAsync(days, cancellationToken);
        await StorageSealing.SealAsync(db, [.. days.Keys.Select(d => d.Account).Distinct()], now, cancellationToken);
    }

    private async Task GrowAsync(CancellationToken cancellationToken)
    {
        using var rows = new RowSet("id", "until", "intervals", "amount");
        foreach (var (last, segment) in grown)
            rows.Add(last.Id.Value).Add(segment.Until.Micros).Add(last.Intervals + segment.Intervals).Add((last.Amount + segment.Amount).Nanos);
        await rows.WriteAsync(db, """
            UPDATE "StorageLines" SET "Until" = rows.until, "Intervals" = rows.intervals, "AmountNanos" = rows.amount, "PostedAt" = {1}
            FROM rows WHERE "StorageLines"."Id" = rows.id
            """, cancellationToken, now.Micros);
    }

    private async Task BeginAsync(StorageEntries entries, CancellationToken cancellationToken)
    {
        using var rows = new RowSet("image", "account", "day", "segment", "started", "until", "previous", "intervals", "size", "price", "entry", "rate", "amount");
        foreach (var (image, segment, number, previous) in begun)
            rows.Add(image.Id.Value).Add(image.AccountId!.Value.Value).Add(DayConverter.ToNumber(segment.Day)).Add(number).Add(segment.From.Micros)
                .Add(segment.Until.Micros).Add(previous?.Micros).Add(segment.Intervals).Add(image.SizeMb).Add(segment.Point.PriceVersionId.Value)
                .Add(entries.IdOf(image.AccountId.Value, segment.Day).Value).Add(segment.Rate.Nanos).Add(segment.Amount.Nanos);
        await rows.WriteAsync(db, """
            INSERT INTO "StorageLines" ("ImageId", "AccountId", "Day", "Segment", "From", "Until", "PreviousUntil", "Intervals", "SizeMb", "IsEstimated",
                "PriceVersionId", "EntryId", "RateNanos", "AmountNanos", "PostedAt")
            SELECT image, account, day, segment, started, until, previous, intervals, size, FALSE, price, entry, rate, amount, {1} FROM rows
            """, cancellationToken, now.Micros);
    }

    private async Task MoveWatermarksAsync(CancellationToken cancellationToken)
    {
        using var rows = new RowSet("image", "before", "after");
        foreach (var (image, until) in moved) rows.Add(image.Id.Value).Add(image.ChargedUntil!.Value.Micros).Add(until.Micros);
        await rows.WriteAsync(db, """
            UPDATE "Images" SET "ChargedUntil" = rows.after FROM rows WHERE "Images"."Id" = rows.image AND "Images"."ChargedUntil" = rows.before
            """, cancellationToken);
    }
}
