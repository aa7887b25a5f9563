using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Benchmarks;

/// <summary>Many running machines of many accounts, written straight into the tables of an otherwise empty database.</summary>
internal static class Fleet
{
    /// <summary>The name of the region in which they are.</summary>
    public const string Region = "Bench";

    private static readonly Money Price = Money.FromDecimal(0.0075m);

    /// <summary>Adds machines whose billing starts now, five an account.</summary>
    public static async Task AddAsync(TestDatabase database, int machines)
    {
        await using var db = database.Open();
        await AddAsync(db, machines, 5, database.Clock.Now.FloorToSecond());
    }

    /// <summary>Adds machines whose billing starts at a given moment.</summary>
    public static async Task AddAsync(LobsterDbContext db, int machines, int anAccount, Instant now)
    {
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using var transaction = await db.Database.BeginTransactionAsync();
        var region = new Lobster.Core.Regions.Region { Name = Region, BackendType = "sandbox", IsEnabled = true };
        var plan = new Plan { Name = "Bench-1", VCpus = 1, RamMb = 1024, DiskGb = 25, TransferGb = 1000 };
        db.AddRange(region, plan);
        await db.SaveChangesAsync();
        var price = new PriceVersion { Subject = PriceSubject.Plan, PlanId = plan.Id, From = now, Sale = Price, Number = 1, CreatedAt = now };
        db.Add(price);
        await db.SaveChangesAsync();
        await AddAccountsAsync(db, (machines + anAccount - 1) / anAccount, now);
        await AddMachinesAsync(db, machines, anAccount, region, plan, now);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "VmBillings" ("VmId", "AccountId", "Start", "ChargedUntil", "IntervalMinutes")
            SELECT "Id", "AccountId", {now.Micros}, {now.Micros}, 60 FROM "VirtualMachines" WHERE "RegionId" = {region.Id.Value} ORDER BY "Id"
            """);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "RateChanges" ("VmId", "From", "PriceVersionId", "Factor", "PlanId", "TransferGb")
            SELECT "Id", {now.Micros}, {price.Id.Value}, 1000, {plan.Id.Value}, {plan.TransferGb} FROM "VirtualMachines" WHERE "RegionId" = {region.Id.Value} ORDER BY "Id"
            """);
        await transaction.CommitAsync();
        // PostgreSQL does this by itself; on SQLite an administrator may have.
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static Task<int> AddAccountsAsync(LobsterDbContext db, int accounts, Instant now) => db.Database.ExecuteSqlAsync($"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {accounts})
        INSERT INTO "Accounts" ("Name", "Standing", "StandingSince", "Suspension", "NoticesSent", "CreatedAt", "Version", "BurnAtSuspensionNanos", "CreditNanos")
        SELECT 'account ' || i, 'Good', {now.Micros}, 'None', 0, {now.Micros}, 0, 0, 0 FROM n
        """);

    private static Task<int> AddMachinesAsync(LobsterDbContext db, int machines, int anAccount, Lobster.Core.Regions.Region region, Plan plan, Instant now)
    {
        var uuid = db.Database.IsSqlite()
            ? "printf('%08x-0000-7000-8000-%012x', i, i)"
            : "(lpad(to_hex(i), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid";
        var insert = $$"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0})
            INSERT INTO "VirtualMachines" ("AccountId", "RegionId", "PlanId", "Name", "RequestId", "CreateToken", "BackendId", "Lifecycle", "PowerState",
                "DesiredPower", "Suspension", "Addresses", "CreatedAt", "ReadyAt", "Version", "HourlyRateNanos")
            SELECT (SELECT MIN("Id") FROM "Accounts" WHERE "Name" = 'account 1') + (i - 1) / {1}, {2}, {3}, 'vm-' || i, {{uuid}}, {{uuid}}, 'bench-' || i, 'Active', 'running',
                'On', 'None', '[]', {4}, {4}, 0, {5} FROM n
            """;
        return db.Database.ExecuteSqlRawAsync(insert, machines, anAccount, region.Id.Value, plan.Id.Value, now.Micros, Price.Nanos);
    }
}
