using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Benchmarks;

/// <summary>The storage sweep, every owned image due at once, against set-based SQL that writes the same rows, in turns.</summary>
internal sealed class StorageSweepBenchmark : IBenchmark
{
    public string Name => "storage-sweep";

    public string About => "Images due at once, five an account, against plain SQL. Arguments: [--postgres] numbers of images [10000 100000].";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        var sizes = Sizes.Read(args, 10_000, 100_000);
        // The first run pays for compilation; nobody wants to know.
        await MeasureAsync(sizes.Provider, 2_000, new Rounds(Name, "images", TextWriter.Null));
        var rounds = new Rounds(Name, "images", output);
        rounds.Begin();
        foreach (var size in sizes.All)
        {
            for (var fleets = Math.Clamp(200_000 / size, 1, 3); fleets > 0; fleets--) await MeasureAsync(sizes.Provider, size, rounds);
            rounds.Print(size);
        }

        rounds.End();
    }

    private static async Task MeasureAsync(DatabaseProvider provider, int images, Rounds rounds)
    {
        await using var turns = await Turns.CreateAsync(provider, async database =>
        {
            await Fleet.AddAsync(database, images);
            await AddImagesAsync(database);
        });
        var options = new BillingOptions();
        var sweep = new StorageSweep(turns.Ours.Transactions, Gates.Of(turns.Ours, options), options, NullLogger<StorageSweep>.Instance);
        foreach (var what in (string[])["new lines", "lines grow", "lines grow", "new lines"])
        {
            var (ours, plain) = await turns.HourAsync(() => sweep.RunAsync(), images, () => PlainStorage.Script(provider, turns.Plain.Clock.Now));
            rounds.Add(what, images, ours, plain);
        }

        await turns.CompareAsync(WrittenAsync);
    }

    private static async Task<(int Lines, int Sealed, int Open, decimal Credit)> WrittenAsync(LobsterDbContext db) =>
        (await db.StorageLines.CountAsync(), await db.LedgerEntries.CountAsync(e => e.IsSealed), await db.LedgerEntries.CountAsync(e => !e.IsSealed),
            await db.Accounts.SumAsync(a => (long?)a.Credit.Nanos) ?? 0);

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
