using System.Diagnostics;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Benchmarks;

/// <summary>The close of a month: every account's pool is billed and closed in one pass.</summary>
internal sealed class TransferCloseBenchmark : IBenchmark
{
    public string Name => "transfer-close";

    public string About => "A month's pools, five machines each, billed and closed at once. Arguments: [--postgres] numbers of machines [10000 100000].";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        var sizes = Sizes.Read(args, 10_000, 100_000);
        // The first run pays for compilation; nobody wants to know.
        await MeasureAsync(sizes.Provider, 500, new Rounds(Name, "machines", TextWriter.Null));
        var rounds = new Rounds(Name, "machines", output);
        rounds.Begin();
        foreach (var size in sizes.All)
        {
            for (var fleets = Math.Clamp(50_000 / size, 1, 3); fleets > 0; fleets--) await MeasureAsync(sizes.Provider, size, rounds);
            rounds.Print(size);
        }

        rounds.End();
    }

    private static async Task MeasureAsync(DatabaseProvider provider, int machines, Rounds rounds)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await Fleet.AddAsync(database, machines);
        var pools = await AddPoolsAsync(database);
        var (options, transfer) = (new BillingOptions(), new TransferOptions());
        var sweep = new TransferBilling(
            database.Transactions, Gates.Of(database, options), options, transfer, new PlainTransferLetters(), database.Time, NullLogger<TransferBilling>.Instance);
        database.Time.Advance(Instant.Utc(2026, 2, 3) - database.Clock.Now);
        var clock = Stopwatch.StartNew();
        var result = await sweep.RunAsync();
        var took = clock.Elapsed;
        if (result.Done != pools || result.Failed != 0) throw new InvalidOperationException($"{result.Done} of {pools} pools were closed, {result.Failed} failed.");
        rounds.Add("month closed", machines, took);
    }

    // Every second pool is beyond its allowance of about 4,300 GB.
    private static async Task<int> AddPoolsAsync(TestDatabase database)
    {
        var now = database.Clock.Now.Micros;
        var month = Instant.Utc(2026, 1, 1).Micros / Instant.MicrosPerDay;
        await using var db = database.Open();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "PriceVersions" ("Subject", "From", "SaleNanos", "WholesaleNanos", "Number", "CreatedAt") VALUES ('TransferOverage', {now}, 5000000, 0, 1, {now})
            """);
        var pools = await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "TransferPools" ("AccountId", "RegionId", "Month", "UsedBytes", "AllowanceBytes", "BilledGb", "NoticedPercent", "Version")
            SELECT "Id", (SELECT MIN("Id") FROM "Regions"), {month}, 4000000000000 + "Id" % 2 * 1000000000000, 0, 0, 0, 0 FROM "Accounts"
            """);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        return pools;
    }
}
