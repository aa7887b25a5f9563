using System.Data.Common;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Data.Conversions;
using Lobster.Core.Events;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Core.Billing;

/// <summary>
/// Rated segments that wait to be written, in a temporary table of the connection, so that a statement a table writes them all. Filled by the
/// database itself for machines whose rate does not change (<see cref="AddSteadyAsync"/>) and from <see cref="Rating"/> for all others.
/// </summary>
internal sealed class ChargeTable
{
    private const long Day = 86_400_000_000;
    private readonly LobsterDbContext db;
    private readonly Instant now;

    private ChargeTable(LobsterDbContext db, Instant now) => (this.db, this.now) = (db, now);

    /// <summary>An empty table, in the caller's transaction.</summary>
    public static async Task<ChargeTable> OpenAsync(LobsterDbContext db, Instant now, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlRawAsync("""
            CREATE TEMP TABLE IF NOT EXISTS charge_due (vm bigint, account bigint, region bigint, day bigint, segment bigint, started bigint, until bigint,
                intervals bigint, price bigint, factor bigint, rate bigint, line bigint, first bigint, PRIMARY KEY (vm, started))
            """, cancellationToken);
        await db.Database.ExecuteSqlRawAsync("DELETE FROM charge_due", cancellationToken);
        return new ChargeTable(db, now);
    }

    /// <summary>
    /// Adds the due intervals of those machines that one rate and one UTC day cover: nearly all of them, each hour. An interval's rate is rounded
    /// here as <see cref="RatePoint.PerInterval"/> rounds it, half to even; prices so high that the product might overflow are left to it.
    /// </summary>
    /// <returns>How many machines were added.</returns>
    public Task<int> AddSteadyAsync(IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        AccountRows(accounts).RunAsync(db, $$"""
            INSERT INTO charge_due (vm, account, region, day, segment, started, until, intervals, price, factor, rate, line, first)
            SELECT d.vm, d.account, d.region, d.day, CASE WHEN l."Day" = d.day THEN l."Segment" + 1 ELSE 0 END, d.started, d.until, d.intervals, d.price, d.factor, d.rate,
                CASE WHEN l."Day" = d.day AND l."PriceVersionId" = d.price AND l."Factor" = d.factor AND l."RateNanos" = d.rate THEN l."Id" END,
                CASE WHEN l."Id" IS NULL THEN d.started END
            FROM (
                SELECT b."VmId" AS vm, b."AccountId" AS account, v."RegionId" AS region, b."ChargedUntil" / {{Day}} AS day, b."ChargedUntil" AS started,
                    b."ChargedUntil" + {{Intervals}} * {{Length}} AS until, {{Intervals}} AS intervals, r."PriceVersionId" AS price, r."Factor" AS factor,
                    {{RoundedRate}} AS rate
                FROM rows JOIN "Accounts" a ON a."Id" = rows.account JOIN "VmBillings" b ON b."AccountId" = a."Id" JOIN "VirtualMachines" v ON v."Id" = b."VmId"
                JOIN "RateChanges" r ON r."VmId" = b."VmId" AND r."From" <= b."ChargedUntil" AND NOT EXISTS (
                    SELECT 1 FROM "RateChanges" x WHERE x."VmId" = b."VmId" AND x."From" > r."From" AND x."From" < b."ChargedUntil" + {{Intervals}} * {{Length}})
                JOIN "PriceVersions" p ON p."Id" = r."PriceVersionId"
                WHERE a."ParkedAt" IS NULL AND b."End" IS NULL AND b."ChargedUntil" + {{Length}} <= {1} AND p."SaleNanos" < 1000000000000
                    AND (b."ChargedUntil" + ({{Intervals}} - 1) * {{Length}}) / {{Day}} = b."ChargedUntil" / {{Day}}
            ) d LEFT JOIN "ChargeLines" l ON l."VmId" = d.vm AND l."Until" = d.started
            """, cancellationToken, now.Micros);

    /// <summary>The due machines of the accounts that are not in the table yet.</summary>
    public IQueryable<VmBilling> Rest(IReadOnlyCollection<AccountId> accounts) =>
        db.VmBillings.FromSqlRaw("""
            SELECT b.* FROM "VmBillings" b JOIN "Accounts" a ON a."Id" = b."AccountId"
            WHERE a."ParkedAt" IS NULL AND b."End" IS NULL AND b."ChargedUntil" + CAST(b."IntervalMinutes" AS bigint) * 60000000 <= {0}
                AND NOT EXISTS (SELECT 1 FROM charge_due d WHERE d.vm = b."VmId")
            """, now.Micros).Where(b => accounts.Contains(b.AccountId));

    /// <summary>Adds segments that were rated in memory.</summary>
    public async Task AddAsync(IReadOnlyList<DueSegment> segments, CancellationToken cancellationToken)
    {
        using var rows = new RowSet("vm", "account", "region", "day", "segment", "started", "until", "intervals", "price", "factor", "rate", "line", "first");
        foreach (var (vm, segment, number, line) in segments)
            rows.Add(vm.VmId.Value).Add(vm.AccountId.Value).Add(vm.RegionId.Value).Add(DayConverter.ToNumber(segment.Day)).Add(number)
                .Add(segment.From.Micros).Add(segment.Until.Micros).Add(segment.Intervals).Add(segment.Point.PriceVersionId.Value)
                .Add(segment.Point.Factor).Add(segment.Rate.Nanos).Add(line?.Value)
                .Add(vm.Last is null && segment.From == vm.ChargedUntil ? segment.From.Micros : null);
        await rows.WriteAsync(db, "INSERT INTO charge_due SELECT * FROM rows", cancellationToken);
    }

    /// <summary>Writes lines, entries, balances and watermarks, and empties the table.</summary>
    /// <returns>The machines that were charged.</returns>
    /// <exception cref="DbUpdateConcurrencyException">A watermark moved underneath; the transaction runs again.</exception>
    /// <exception cref="DbException">A constraint or guard said no.</exception>
    public async Task<IReadOnlyList<ChargedVm>> PostAsync(SweepRunId? run, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("ANALYZE charge_due", cancellationToken);
        object?[] values = [now.Micros, run?.Value, nameof(ActorChannel.System)];
        foreach (var statement in ChargeStatements.ForLines(db.Database.IsSqlite()))
            await db.Database.ExecuteSqlRawAsync(statement, values!, cancellationToken);
        var charged = await db.Database.SqlQueryRaw<ChargedVm>("""SELECT vm AS "Vm", MIN(account) AS "Account" FROM charge_due GROUP BY vm""").ToListAsync(cancellationToken);
        var moved = await db.Database.ExecuteSqlRawAsync(ChargeStatements.MoveWatermarks, values!, cancellationToken);
        if (moved != charged.Count) throw new DbUpdateConcurrencyException($"{moved} of {charged.Count} watermarks moved.");
        await db.Database.ExecuteSqlRawAsync("DELETE FROM charge_due", cancellationToken);
        return charged;
    }

    private static RowSet AccountRows(IReadOnlyCollection<AccountId> accounts)
    {
        var rows = new RowSet("account");
        foreach (var account in accounts) rows.Add(account.Value);
        return rows;
    }

    private const string Length = "(CAST(b.\"IntervalMinutes\" AS bigint) * 60000000)";
    private const string Intervals = "(({1} - b.\"ChargedUntil\") / " + Length + ")";
    private const string Product = "(p.\"SaleNanos\" * b.\"IntervalMinutes\" * r.\"Factor\")";

    private const string RoundedRate =
        Product + " / 60000 + CASE WHEN " + Product + " % 60000 > 30000 OR (" + Product + " % 60000 = 30000 AND (" + Product + " / 60000) % 2 = 1) THEN 1 ELSE 0 END";
}
