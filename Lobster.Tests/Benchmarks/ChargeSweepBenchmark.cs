using System.Diagnostics;
using System.Globalization;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Benchmarks;

/// <summary>The charge sweep on SQLite: all machines due at once, five an account.</summary>
internal sealed class ChargeSweepBenchmark : IBenchmark
{
    public string Name => "charge-sweep";

    public string About => "All machines due at once, five an account, SQLite. Arguments: numbers of machines [1000 10000].";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        int[] sizes = args.Length == 0 ? [1_000, 10_000] : [.. args.Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        output.WriteLine($"{"machines",10} {"what",-22} {"ms",10} {"µs a machine",14}");
        // The first run pays for compilation; nobody wants to know.
        await RunAsync(100, TextWriter.Null);
        foreach (var size in sizes) await RunAsync(size, output);
    }

    private static async Task RunAsync(int machines, TextWriter output)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await Fleet.AddAsync(database, machines);
        var sweep = Sweep(database);
        await MeasureAsync("first hour, new lines", TimeSpan.FromHours(1));
        await MeasureAsync("next hour, lines grow", TimeSpan.FromHours(1));
        await MeasureAsync("a day of downtime", TimeSpan.FromDays(1));

        async Task MeasureAsync(string what, TimeSpan passed)
        {
            database.Time.Advance(passed);
            var clock = Stopwatch.StartNew();
            var result = await sweep.RunAsync();
            var took = clock.Elapsed;
            if (result.Done != machines || result.Failed != 0) throw new InvalidOperationException($"{result.Done} of {machines} machines were charged, {result.Failed} failed.");
            output.WriteLine($"{machines,10} {what,-22} {took.TotalMilliseconds,10:F0} {took.TotalMicroseconds / machines,14:F1}");
        }
    }

    private static ChargeSweep Sweep(TestDatabase database)
    {
        var options = new BillingOptions();
        var facts = new PanelFacts(Guid.NewGuid(), options.Currency, options.IntervalMinutes);
        var gate = new SweepGate(
            database.Transactions, database.Clock, database.Time, new Heartbeat(database.Transactions, options), SweepLease.Default, NodeName.Create());
        return new ChargeSweep(database.Transactions, gate, facts, options, NullLogger<ChargeSweep>.Instance);
    }
}
