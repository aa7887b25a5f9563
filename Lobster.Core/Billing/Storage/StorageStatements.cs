using Lobster.Core.Data;

namespace Lobster.Core.Billing.Storage;

/// <summary>
/// The statements that write what waits in the temporary table <c>storage_due</c>, the same on both databases but for the text of a day.
/// <c>{0}</c> is the business moment, <c>{1}</c> the system's channel.
/// </summary>
internal static class StorageStatements
{
    private const string Entries = """
        INSERT INTO "LedgerEntries" ("AccountId", "Kind", "Key", "Day", "IsSealed", "Reason", "AmountNanos", "CreatedAt", "UpdatedAt", "Actor_Channel")
        SELECT account, 'Storage', 'storage/' || account || '/' || {date:day}, day, FALSE, 'Image storage', -SUM(rate * intervals), {0}, {0}, {1}
        FROM storage_due GROUP BY account, day ORDER BY account, day
        ON CONFLICT ("Key") DO UPDATE SET "AmountNanos" = "LedgerEntries"."AmountNanos" + excluded."AmountNanos", "UpdatedAt" = {0}
        """;

    // A line's end is a key that the next line points at, so lines grow before new ones are written.
    private const string Grow = """
        UPDATE "StorageLines" SET "Until" = d.until, "Intervals" = "StorageLines"."Intervals" + d.intervals,
            "AmountNanos" = "StorageLines"."AmountNanos" + d.rate * d.intervals, "PostedAt" = {0}
        FROM storage_due d WHERE d.line IS NOT NULL AND "StorageLines"."Id" = d.line
        """;

    private const string Begin = """
        INSERT INTO "StorageLines" ("ImageId", "AccountId", "Day", "Segment", "From", "Until", "PreviousUntil", "Intervals", "SizeMb", "IsEstimated",
            "PriceVersionId", "EntryId", "RateNanos", "AmountNanos", "PostedAt")
        SELECT d.image, d.account, d.day, d.segment, d.started, d.until, d.previous, d.intervals, d.size, FALSE, d.price, e."Id", d.rate, d.rate * d.intervals, {0}
        FROM storage_due d JOIN "LedgerEntries" e ON e."Key" = 'storage/' || d.account || '/' || {date:d.day}
        WHERE d.line IS NULL ORDER BY d.image
        """;

    private const string Balances = """
        UPDATE "Accounts" SET "CreditNanos" = "CreditNanos" - t.total
        FROM (SELECT account, SUM(rate * intervals) AS total FROM storage_due GROUP BY account) t WHERE "Accounts"."Id" = t.account
        """;

    /// <summary>Moves each image's watermark from where its segment starts to where it ends.</summary>
    public const string MoveWatermarks = """
        UPDATE "Images" SET "ChargedUntil" = d.until FROM storage_due d WHERE "Images"."Id" = d.image AND "Images"."ChargedUntil" = d.started
        """;

    /// <summary>Entries with their amounts, lines and balances, in the order in which they must be written.</summary>
    public static IEnumerable<string> ForLines(bool isSqlite) =>
        ((string[])[Entries, Grow, Begin, Balances]).Select(s => DayText.Fill(s, isSqlite));
}
