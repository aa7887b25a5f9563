using System.Data.Common;
using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Events;
using Lobster.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing.Storage;

/// <summary>
/// Charges the steady images of a batch of accounts, nearly all of them each hour: those of known size that go on, and whose due hours lie in one UTC day
/// and cost one price. They are rated by the database in a temporary table and written by one statement a table, in the caller's transaction; all others
/// are <see cref="StoragePosting"/>'s.
/// </summary>
internal static class StorageTable
{
    private const long Day = 86_400_000_000;

    // Beyond these the product might overflow; such images are rated in memory.
    private const long HighestPrice = 1_000_000_000_000;
    private const long LargestMb = 9_000_000;

    /// <summary>Charges them.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="DbUpdateConcurrencyException">A watermark moved underneath; the transaction runs again.</exception>
    /// <exception cref="DbException">A constraint or guard said no.</exception>
    public static async Task<int> ChargeSteadyAsync(
        LobsterDbContext db, IReadOnlyCollection<AccountId> accounts, PriceCourse prices, Instant now, CancellationToken cancellationToken)
    {
        var current = await CurrentAsync(db, prices, now, cancellationToken);
        if (current.Length == 0) return 0;
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TEMP TABLE IF NOT EXISTS storage_due (image bigint PRIMARY KEY, account bigint, day bigint, segment bigint, started bigint, until bigint,
                intervals bigint, size bigint, price bigint, rate bigint, line bigint, previous bigint)
            """, cancellationToken);
        await db.Database.ExecuteSqlRawAsync("DELETE FROM storage_due", cancellationToken);
        using var rows = new RowSet("account");
        foreach (var account in accounts) rows.Add(account.Value);
        var steady = await rows.RunAsync(db, Steady.Replace("PRICES", current, StringComparison.Ordinal), cancellationToken, now.Micros);
        if (steady > 0) await PostAsync(db, now, steady, cancellationToken);
        return steady;
    }

    private static async Task PostAsync(LobsterDbContext db, Instant now, int steady, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("ANALYZE storage_due", cancellationToken);
        object[] values = [now.Micros, nameof(ActorChannel.System)];
        foreach (var statement in StorageStatements.ForLines(db.Database.IsSqlite()))
            await db.Database.ExecuteSqlRawAsync(statement, values, cancellationToken);
        var moved = await db.Database.ExecuteSqlRawAsync(StorageStatements.MoveWatermarks, cancellationToken);
        if (moved != steady) throw new DbUpdateConcurrencyException($"{moved} of {steady} watermarks moved.");
        var charged = await db.Database.SqlQueryRaw<ChargedImage>("""SELECT image AS "Image", account AS "Account" FROM storage_due""").ToListAsync(cancellationToken);
        foreach (var image in charged) db.LiveChanges.Add(new LiveChange(SubjectKind.Image, image.Image, new AccountId(image.Account)));
        foreach (var account in charged.Select(c => c.Account).Distinct()) db.LiveChanges.Add(new LiveChange(SubjectKind.Account, account, new AccountId(account)));
        await db.Database.ExecuteSqlRawAsync("DELETE FROM storage_due", cancellationToken);
    }

    // The version in force in each region, as rows of whole numbers: region, since when, version, price.
    private static async Task<string> CurrentAsync(LobsterDbContext db, PriceCourse prices, Instant now, CancellationToken cancellationToken)
    {
        var regions = await db.Regions.Select(r => r.Id).ToListAsync(cancellationToken);
        return string.Join(", ", regions.Select(r => (Region: r, Price: prices.At(r, now))).Where(r => r.Price is { } price && price.Sale.Nanos < HighestPrice)
            .Select(r => string.Create(CultureInfo.InvariantCulture, $"({r.Region.Value}, {r.Price!.From.Micros}, {r.Price.Id.Value}, {r.Price.Sale.Nanos})")));
    }

    private sealed record ChargedImage(long Image, long Account);

    private static readonly string Length = StorageRating.Length.ToString(CultureInfo.InvariantCulture);
    private static readonly string Hours = $"(({{1}} - i.\"ChargedUntil\") / {Length})";
    private const string Product = "(c.column4 * i.\"SizeMb\")";

    // The rounding is that of StorageRating.Hourly, half to even.
    private static readonly string Steady = $$"""
        INSERT INTO storage_due (image, account, day, segment, started, until, intervals, size, price, rate, line, previous)
        SELECT d.image, d.account, d.day, CASE WHEN l."Day" = d.day THEN l."Segment" + 1 ELSE 0 END, d.started, d.until, d.intervals, d.size, d.price, d.rate,
            CASE WHEN l."Day" = d.day AND l."SizeMb" = d.size AND l."PriceVersionId" = d.price AND l."RateNanos" = d.rate AND NOT l."IsEstimated" THEN l."Id" END,
            CASE WHEN l."Id" IS NOT NULL THEN d.started END
        FROM (
            SELECT i."Id" AS image, i."AccountId" AS account, i."ChargedUntil" / {{Day}} AS day, i."ChargedUntil" AS started,
                i."ChargedUntil" + {{Hours}} * {{Length}} AS until, {{Hours}} AS intervals, i."SizeMb" AS size, c.column3 AS price,
                {{Product}} / 1024 + CASE WHEN {{Product}} % 1024 > 512 OR ({{Product}} % 1024 = 512 AND ({{Product}} / 1024) % 2 = 1) THEN 1 ELSE 0 END AS rate
            FROM rows JOIN "Accounts" a ON a."Id" = rows.account JOIN "Images" i ON i."AccountId" = a."Id"
            JOIN (VALUES PRICES) c ON c.column1 = i."RegionId" AND c.column2 <= i."ChargedUntil"
            WHERE a."ParkedAt" IS NULL AND i."BillingEnd" IS NULL AND i."SizeMb" < {{LargestMb}} AND i."ChargedUntil" + {{Length}} <= {1}
                AND (i."ChargedUntil" + ({{Hours}} - 1) * {{Length}}) / {{Day}} = i."ChargedUntil" / {{Day}}
        ) d LEFT JOIN "StorageLines" l ON l."ImageId" = d.image AND l."Until" = d.started
        """;
}
