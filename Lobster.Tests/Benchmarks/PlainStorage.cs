using Lobster.Core;
using Lobster.Core.Data;

namespace Lobster.Tests.Benchmarks;

/// <summary>
/// The storage sweep as an administrator might type it: one hour of every due image at the one price there is, written by set-based statements in one
/// transaction. The rows that it writes are those of the sweep.
/// </summary>
internal static class PlainStorage
{
    private const long Hour = 3_600_000_000;
    private const long Day = 86_400_000_000;

    // Half to even, as the panel rounds.
    private const string Product = """(p."SaleNanos" * i."SizeMb")""";
    private const string Rate = $"{Product} / 1024 + CASE WHEN {Product} % 1024 > 512 OR ({Product} % 1024 = 512 AND ({Product} / 1024) % 2 = 1) THEN 1 ELSE 0 END";

    /// <summary>The script for an hour that has ended at <paramref name="now"/>.</summary>
    public static string Script(DatabaseProvider provider, Instant now) => $"""
        {(provider == DatabaseProvider.Sqlite ? "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;" : "BEGIN;")}
        INSERT INTO "SweepRuns" ("Sweep", "Node", "StartedAt", "FinishedAt", "Done", "Failed", "LagMs") VALUES ('storage', 'shell', {now.Micros}, {now.Micros}, 0, 0, 0);
        CREATE TEMP TABLE due AS
        SELECT i."Id" AS image, i."AccountId" AS account, i."ChargedUntil" AS f, i."ChargedUntil" + {Hour} AS u, i."ChargedUntil" / {Day} AS day, i."SizeMb" AS size,
            p."Id" AS price, {Rate} AS rate, l."Id" AS line,
            CASE WHEN l."Day" = i."ChargedUntil" / {Day} AND l."PriceVersionId" = p."Id" AND l."SizeMb" = i."SizeMb" THEN 1 ELSE 0 END AS grows
        FROM "Images" i JOIN "PriceVersions" p ON p."Subject" = 'ImageStorage'
        LEFT JOIN "StorageLines" l ON l."ImageId" = i."Id" AND l."Until" = i."ChargedUntil"
        WHERE i."BillingEnd" IS NULL AND i."ChargedUntil" <= {now.Micros - Hour} ORDER BY i."Id";
        CREATE TEMP TABLE days AS SELECT account, day, SUM(rate) AS total FROM due GROUP BY account, day ORDER BY account;
        {(provider == DatabaseProvider.Sqlite ? "" : "ANALYZE due; ANALYZE days;")}
        INSERT INTO "LedgerEntries" ("AccountId", "Kind", "Key", "Day", "IsSealed", "Reason", "AmountNanos", "CreatedAt", "UpdatedAt", "Actor_Channel")
        SELECT account, 'Storage', 'storage/' || account || '/' || day, day, FALSE, 'Image storage', -total, {now.Micros}, {now.Micros}, 'System' FROM days
        WHERE true ON CONFLICT ("Key") DO UPDATE SET "AmountNanos" = "LedgerEntries"."AmountNanos" + excluded."AmountNanos", "UpdatedAt" = {now.Micros};
        UPDATE "StorageLines" SET "Until" = due.u, "Intervals" = "Intervals" + 1, "AmountNanos" = "AmountNanos" + due.rate, "PostedAt" = {now.Micros}
        FROM due WHERE due.grows = 1 AND "StorageLines"."Id" = due.line;
        INSERT INTO "StorageLines" ("ImageId", "AccountId", "Day", "Segment", "From", "Until", "PreviousUntil", "Intervals", "SizeMb", "IsEstimated",
            "PriceVersionId", "EntryId", "RateNanos", "AmountNanos", "PostedAt")
        SELECT image, account, due.day, 0, f, u, CASE WHEN line IS NOT NULL THEN f END, 1, size, FALSE, price, e."Id", rate, rate, {now.Micros}
        FROM due JOIN "LedgerEntries" e ON e."Key" = 'storage/' || account || '/' || due.day WHERE grows = 0;
        UPDATE "Images" SET "ChargedUntil" = due.u FROM due WHERE "Images"."Id" = due.image AND "Images"."ChargedUntil" = due.f;
        UPDATE "Accounts" SET "CreditNanos" = "CreditNanos" - days.total FROM days WHERE "Id" = days.account;
        UPDATE "LedgerEntries" SET "IsSealed" = TRUE WHERE NOT "IsSealed" AND "Kind" = 'Storage' AND "Day" < {(now.Micros - Hour) / Day} AND NOT EXISTS (
            SELECT 1 FROM "Images" i WHERE i."AccountId" = "LedgerEntries"."AccountId" AND i."ChargedUntil" / {Day} <= "LedgerEntries"."Day" AND i."BillingEnd" IS NULL);
        DROP TABLE due; DROP TABLE days;
        COMMIT;
        """;
}
