using Lobster.Core.Data;

namespace Lobster.Core.Billing;

/// <summary>
/// The statements that write what waits in the temporary table <c>charge_due</c>, the same on both databases but for the text of a day.
/// <c>{0}</c> is the business moment, <c>{1}</c> the sweep run or null, <c>{2}</c> the system's channel.
/// </summary>
internal static class ChargeStatements
{
    private const string Entries = """
        INSERT INTO "LedgerEntries" ("AccountId", "Kind", "Key", "Day", "IsSealed", "Reason", "AmountNanos", "CreatedAt", "UpdatedAt", "Actor_Channel")
        SELECT account, 'Usage', 'usage/' || account || '/' || {date:day}, day, FALSE, 'Machine hours', -SUM(rate * intervals), {0}, {0}, {2}
        FROM charge_due GROUP BY account, day ORDER BY account, day
        ON CONFLICT ("Key") DO UPDATE SET "AmountNanos" = "LedgerEntries"."AmountNanos" + excluded."AmountNanos", "UpdatedAt" = {0}
        """;

    // A line's end is a key that the next line points at, so lines grow before new ones are written.
    private const string Grow = """
        UPDATE "ChargeLines" SET "Until" = d.until, "Intervals" = "ChargeLines"."Intervals" + d.intervals, "AmountNanos" = "ChargeLines"."AmountNanos" + d.rate * d.intervals,
            "SweepRunId" = {1}, "PostedAt" = {0}
        FROM charge_due d WHERE d.line IS NOT NULL AND "ChargeLines"."Id" = d.line
        """;

    private const string Begin = """
        INSERT INTO "ChargeLines" ("VmId", "AccountId", "RegionId", "Day", "Segment", "From", "Until", "FirstFrom", "PreviousUntil", "Intervals",
            "PriceVersionId", "Factor", "EntryId", "RateNanos", "AmountNanos", "SweepRunId", "PostedAt")
        SELECT d.vm, d.account, d.region, d.day, d.segment, d.started, d.until, d.first, CASE WHEN d.first IS NULL THEN d.started END, d.intervals,
            d.price, d.factor, e."Id", d.rate, d.rate * d.intervals, CAST({1} AS bigint), {0}
        FROM charge_due d JOIN "LedgerEntries" e ON e."Key" = 'usage/' || d.account || '/' || {date:d.day}
        WHERE d.line IS NULL ORDER BY d.vm, d.started
        """;

    private const string Balances = """
        UPDATE "Accounts" SET "CreditNanos" = "CreditNanos" - t.total
        FROM (SELECT account, SUM(rate * intervals) AS total FROM charge_due GROUP BY account) t WHERE "Accounts"."Id" = t.account
        """;

    /// <summary>Moves each machine's watermark from where its first segment starts to where its last ends.</summary>
    public const string MoveWatermarks = """
        UPDATE "VmBillings" SET "ChargedUntil" = t.until FROM (SELECT vm, MIN(started) AS started, MAX(until) AS until FROM charge_due GROUP BY vm) t
        WHERE "VmBillings"."VmId" = t.vm AND "VmBillings"."ChargedUntil" = t.started
        """;

    /// <summary>Entries with their amounts, lines and balances, in the order in which they must be written.</summary>
    public static IEnumerable<string> ForLines(bool isSqlite) =>
        ((string[])[Entries, Grow, Begin, Balances]).Select(s => DayText.Fill(s, isSqlite));
}
