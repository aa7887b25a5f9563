using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Lobster.Tests.Tax;

/// <summary>A panel that took payments before it knew of receipts.</summary>
public sealed class TaxUpgradeTests
{
    [Theory, EveryDatabase]
    public async Task Upgrade_WithPaymentsFromBefore_NumbersThemAsTheyWerePaid(DatabaseProvider provider)
    {
        using var folder = TestFolder.Create("upgrade");
        await using LobsterDbContext db = provider == DatabaseProvider.Sqlite
            ? new SqliteLobsterDbContext(new DbContextOptionsBuilder<SqliteLobsterDbContext>().UseSqlite($"Data Source={folder.At("old.db")};Pooling=False").Options)
            : new PostgresLobsterDbContext(new DbContextOptionsBuilder<PostgresLobsterDbContext>().UseNpgsql(await PostgresServer.CreateDatabaseAsync()).Options);
        await db.GetService<IMigrator>().MigrateAsync("Payments");
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "Accounts" ("Id", "Name", "Standing", "StandingSince", "Suspension", "NoticesSent", "CreatedAt", "Version", "BurnAtSuspensionNanos", "CreditNanos")
            VALUES (1, 'anna', 'Good', 0, 'None', 0, 0, 0, 0, 0)
            """);
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "Payments" ("Id", "Reference", "AccountId", "Gateway", "RequestId", "State", "Currency", "GrossMinor", "TaxMinor", "RefundedMinor", "CreatedAt", "CompletedAt", "Version", "CreditNanos")
            VALUES (1, 'r-1', 1, 'test', '0198c5a0-0000-7000-8000-000000000001', 'Completed', 'USD', 2500, 0, 0, 100, 300, 0, 25000000000),
                (2, 'r-2', 1, 'test', '0198c5a0-0000-7000-8000-000000000002', 'Pending', 'USD', 2500, 0, 0, 100, NULL, 0, 25000000000),
                (3, 'r-3', 1, 'test', '0198c5a0-0000-7000-8000-000000000003', 'Completed', 'USD', 2500, 0, 0, 100, 200, 0, 25000000000),
                (4, 'r-4', 1, 'test', '0198c5a0-0000-7000-8000-000000000004', 'Completed', 'USD', 2500, 0, 0, 100, 400, 0, 25000000000)
            """);

        await db.GetService<IMigrator>().MigrateAsync();

        Assert.Equal([3, 1, 4], (await db.PaymentReceipts.OrderBy(r => r.Number).Select(r => r.PaymentId).ToListAsync()).Select(i => i.Value));
        Assert.Equal(3, await db.ReceiptCounters.Select(c => c.Last).SingleAsync());
    }
}
