using System.Diagnostics;
using System.Globalization;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
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
        var provider = args.Contains("--postgres") ? DatabaseProvider.PostgreSQL : DatabaseProvider.Sqlite;
        int[] sizes = [.. args.Where(a => a != "--postgres").Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        if (sizes.Length == 0) sizes = [10_000, 100_000];
        output.WriteLine($"{provider}: {"machines",10} {"pools",8} {"pools/s",10} {"µs a machine",13}");
        await MeasureAsync(provider, 500, TextWriter.Null);
        var each = new List<double>();
        foreach (var size in sizes) each.Add(await MeasureAsync(provider, size, output));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"transfer-close: growth {each[^1] / each[0]:F2}"));
    }

    private static async Task<double> MeasureAsync(DatabaseProvider provider, int machines, TextWriter output)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await Fleet.AddAsync(database, machines);
        var pools = await AddPoolsAsync(database);
        var (options, transfer) = (new BillingOptions(), new TransferOptions());
        var gate = new SweepGate(
            database.Transactions, database.Clock, database.Time, new Heartbeat(database.Transactions, options), SweepLease.Default, NodeName.Create());
        var sweep = new TransferBilling(
            database.Transactions, gate, options, transfer, new PlainTransferLetters(), database.Time, NullLogger<TransferBilling>.Instance);
        database.Time.Advance(Instant.Utc(2026, 2, 3) - database.Clock.Now);
        var clock = Stopwatch.StartNew();
        var result = await sweep.RunAsync();
        var took = clock.Elapsed;
        if (result.Done != pools || result.Failed != 0) throw new InvalidOperationException($"{result.Done} of {pools} pools were closed, {result.Failed} failed.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{provider}: {machines,10} {pools,8} {pools / took.TotalSeconds,10:F0} {took.TotalMicroseconds / machines,13:F1}"));
        return took.TotalMicroseconds / machines;
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
