using Lobster.Core;
using Lobster.Core.Data;

namespace Lobster.Tests.Benchmarks;

/// <summary>
/// The charge sweep as an administrator might type it: one hour of every due machine, written by set-based statements in one transaction. Knows
/// neither rate changes nor days of downtime; the rows that it writes are those of the sweep.
/// </summary>
internal static class PlainCharge
{
    private const long Hour = 3_600_000_000;
    private const long Day = 86_400_000_000;

    /// <summary>The script for an hour that has ended at <paramref name="now"/>.</summary>
    public static string Script(DatabaseProvider provider, Instant now) => $"""
        {(provider == DatabaseProvider.Sqlite ? "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;" : "BEGIN;")}
        INSERT INTO "SweepRuns" ("Sweep", "Node", "StartedAt", "FinishedAt", "Done", "Failed", "LagMs") VALUES ('charge', 'shell', {now.Micros}, {now.Micros}, 0, 0, 0);
        CREATE TEMP TABLE due AS
        SELECT b."VmId" AS vm, b."AccountId" AS account, v."RegionId" AS region, b."ChargedUntil" AS f, b."ChargedUntil" + {Hour} AS u, b."ChargedUntil" / {Day} AS day,
            r."PriceVersionId" AS price, r."Factor" AS factor, p."SaleNanos" * r."Factor" / 1000 AS rate, l."Id" AS line,
            (SELECT MAX("Id") FROM "SweepRuns") AS run,
            CASE WHEN l."Day" = b."ChargedUntil" / {Day} AND l."PriceVersionId" = r."PriceVersionId" AND l."Factor" = r."Factor" THEN 1 ELSE 0 END AS grows
        FROM "VmBillings" b JOIN "VirtualMachines" v ON v."Id" = b."VmId"
        JOIN "RateChanges" r ON r."VmId" = b."VmId" JOIN "PriceVersions" p ON p."Id" = r."PriceVersionId"
        LEFT JOIN "ChargeLines" l ON l."VmId" = b."VmId" AND l."Until" = b."ChargedUntil"
        WHERE b."End" IS NULL AND b."ChargedUntil" <= {now.Micros - Hour} ORDER BY b."VmId";
        CREATE TEMP TABLE days AS SELECT account, day, SUM(rate) AS total FROM due GROUP BY account, day ORDER BY account;
        {(provider == DatabaseProvider.Sqlite ? "" : "ANALYZE due; ANALYZE days;")}
        INSERT INTO "LedgerEntries" ("AccountId", "Kind", "Key", "Day", "IsSealed", "Reason", "AmountNanos", "CreatedAt", "UpdatedAt", "Actor_Channel")
        SELECT account, 'Usage', 'usage/' || account || '/' || day, day, FALSE, 'Machine hours', -total, {now.Micros}, {now.Micros}, 'System' FROM days
        WHERE true ON CONFLICT ("Key") DO UPDATE SET "AmountNanos" = "LedgerEntries"."AmountNanos" + excluded."AmountNanos", "UpdatedAt" = {now.Micros};
        UPDATE "ChargeLines" SET "Until" = due.u, "Intervals" = "Intervals" + 1, "AmountNanos" = "AmountNanos" + due.rate, "SweepRunId" = due.run, "PostedAt" = {now.Micros}
        FROM due WHERE due.grows = 1 AND "ChargeLines"."Id" = due.line;
        INSERT INTO "ChargeLines" ("VmId", "AccountId", "RegionId", "Day", "Segment", "From", "Until", "FirstFrom", "PreviousUntil", "Intervals",
            "PriceVersionId", "Factor", "EntryId", "RateNanos", "AmountNanos", "SweepRunId", "PostedAt")
        SELECT vm, account, region, due.day, 0, f, u, CASE WHEN line IS NULL THEN f END, CASE WHEN line IS NOT NULL THEN f END, 1, price, factor, e."Id", rate, rate, run, {now.Micros}
        FROM due JOIN "LedgerEntries" e ON e."Key" = 'usage/' || account || '/' || due.day WHERE grows = 0;
        UPDATE "VmBillings" SET "ChargedUntil" = due.u FROM due WHERE "VmBillings"."VmId" = due.vm AND "VmBillings"."ChargedUntil" = due.f;
        UPDATE "Accounts" SET "CreditNanos" = "CreditNanos" - days.total FROM days WHERE "Id" = days.account;
        UPDATE "LedgerEntries" SET "IsSealed" = TRUE WHERE NOT "IsSealed" AND "Kind" = 'Usage' AND "Day" < {(now.Micros - Hour) / Day} AND NOT EXISTS (
            SELECT 1 FROM "VmBillings" b WHERE b."AccountId" = "LedgerEntries"."AccountId" AND b."ChargedUntil" / {Day} <= "LedgerEntries"."Day" AND b."End" IS NULL);
        DROP TABLE due; DROP TABLE days;
        COMMIT;
        """;
}
