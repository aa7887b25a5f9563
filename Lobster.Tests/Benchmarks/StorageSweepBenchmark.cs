using System.Diagnostics;
using System.Globalization;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Benchmarks;

/// <summary>The storage sweep: every owned image due at once.</summary>
internal sealed class StorageSweepBenchmark : IBenchmark
{
    public string Name => "storage-sweep";

    public string About => "Images due at once, five an account. Arguments: [--postgres] numbers of images [10000 100000].";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        var provider = args.Contains("--postgres") ? DatabaseProvider.PostgreSQL : DatabaseProvider.Sqlite;
        int[] sizes = [.. args.Where(a => a != "--postgres").Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        if (sizes.Length == 0) sizes = [10_000, 100_000];
        output.WriteLine($"{provider}: {"images",10} {"what",-22} {"images/s",12} {"µs each",9}");
        // The first run pays for compilation; nobody wants to know.
        await MeasureAsync(provider, 500, TextWriter.Null);
        var each = new List<double>();
        foreach (var size in sizes) each.Add(await MeasureAsync(provider, size, output));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"storage-sweep: growth {each[^1] / each[0]:F2}"));
    }

    private static async Task<double> MeasureAsync(DatabaseProvider provider, int images, TextWriter output)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await Fleet.AddAsync(database, images);
        await AddImagesAsync(database);
        var options = new BillingOptions();
        var gate = new SweepGate(
            database.Transactions, database.Clock, database.Time, new Heartbeat(database.Transactions, options), SweepLease.Default, NodeName.Create());
        var sweep = new StorageSweep(database.Transactions, gate, options, NullLogger<StorageSweep>.Instance);
        var worst = 0.0;
        foreach (var what in (string[])["first hour, new lines", "next hour, lines grow", "third hour"])
        {
            database.Time.Advance(TimeSpan.FromHours(1));
            var clock = Stopwatch.StartNew();
            var result = await sweep.RunAsync();
            var took = clock.Elapsed;
            if (result.Done != images || result.Failed != 0) throw new InvalidOperationException($"{result.Done} of {images} images were charged, {result.Failed} failed.");
            worst = Math.Max(worst, took.TotalMicroseconds / images);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{provider}: {images,10} {what,-22} {images / took.TotalSeconds,12:F0} {took.TotalMicroseconds / images,9:F1}"));
        }

        return worst;
    }

    // One image of each machine of the fleet.
    private static async Task AddImagesAsync(TestDatabase database)
    {
        var now = database.Clock.Now.FloorToSecond().Micros;
        await using var db = database.Open();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Images" ("AccountId", "RegionId", "Name", "Description", "Kind", "State", "BackendId", "SizeMb", "IsEnabled", "BillingStart", "ChargedUntil", "CreatedAt", "Version")
            SELECT "AccountId", "RegionId", 'image', '', 'Template', 'Active', 'image-' || "Id", 1024 + "Id" % 50000, TRUE, {now}, {now}, {now}, 0 FROM "VirtualMachines" ORDER BY "Id"
            """);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "PriceVersions" ("Subject", "From", "SaleNanos", "WholesaleNanos", "Number", "CreatedAt") VALUES ('ImageStorage', {now}, 70000, 0, 1, {now})
            """);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }
}
