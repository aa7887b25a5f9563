using System.Diagnostics;
using System.Globalization;
using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Benchmarks;

/// <summary>The charge sweep against set-based SQL in the database's own shell that writes the same rows, in turns on equal databases.</summary>
internal sealed class ChargeSweepBenchmark : IBenchmark
{
    public string Name => "charge-sweep";

    public string About => "Machines due at once, five an account, against plain SQL. Arguments: [--postgres] numbers of machines [10000 100000 1000000].";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        var provider = args.Contains("--postgres") ? DatabaseProvider.PostgreSQL : DatabaseProvider.Sqlite;
        int[] sizes = [.. args.Where(a => a != "--postgres").Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        if (sizes.Length == 0) sizes = [10_000, 100_000, 1_000_000];
        output.WriteLine($"{provider}: {"machines",10} {"what",-22} {"machines/s",12} {"µs each",9} {"plain SQL",10} {"ratio",6}");
        // The first run pays for compilation; nobody wants to know.
        for (var i = 0; i < 3; i++) await MeasureAsync(provider, 2_000, TextWriter.Null);
        var figures = new List<Figure>();
        foreach (var size in sizes) figures.AddRange(await MeasureAsync(provider, size, output));
        var growth = figures.GroupBy(f => f.What).Max(g => g.MaxBy(f => f.Machines)!.Ours / g.MinBy(f => f.Machines)!.Ours);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"charge-sweep: ratio {figures.Max(f => f.Ours / f.Plain):F2} growth {growth:F2}"));
    }

    private static async Task<List<Figure>> MeasureAsync(DatabaseProvider provider, int machines, TextWriter output)
    {
        await using var ours = await TestDatabase.CreateAsync(provider);
        await using var plain = await TestDatabase.CreateAsync(provider);
        foreach (var database in new[] { ours, plain }) await Fleet.AddAsync(database, machines);
        var sweep = Sweep(ours);
        var figures = new List<Figure>();
        foreach (var what in (string[])["first hour, new lines", "next hour, lines grow", "third hour"])
        {
            foreach (var database in new[] { ours, plain }) database.Time.Advance(TimeSpan.FromHours(1));
            var shell = await PlainSql.RunAsync(plain, PlainCharge.Script(provider, plain.Clock.Now));
            var clock = Stopwatch.StartNew();
            var result = await sweep.RunAsync();
            var took = clock.Elapsed;
            if (result.Done != machines || result.Failed != 0) throw new InvalidOperationException($"{result.Done} of {machines} machines were charged, {result.Failed} failed.");
            var figure = new Figure(what, machines, took.TotalMicroseconds / machines, shell.TotalMicroseconds / machines);
            figures.Add(figure);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{provider}: {machines,10} {what,-22} {machines / took.TotalSeconds,12:F0} {figure.Ours,9:F1} {figure.Plain,10:F1} {figure.Ours / figure.Plain,6:F2}"));
        }

        var (a, b) = (await WrittenAsync(ours), await WrittenAsync(plain));
        if (a != b) throw new InvalidOperationException($"The two wrote different rows: {a} and {b}.");
        return figures;
    }

    private static async Task<(int Lines, int Entries, decimal Charged, decimal Credit)> WrittenAsync(TestDatabase database)
    {
        await using var db = database.Open();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        return (await db.ChargeLines.CountAsync(), await db.LedgerEntries.CountAsync(),
            await db.ChargeLines.SumAsync(l => (long?)l.Amount.Nanos) ?? 0, await db.Accounts.SumAsync(a => (long?)a.Credit.Nanos) ?? 0);
    }

    private static ChargeSweep Sweep(TestDatabase database)
    {
        var options = new BillingOptions();
        var facts = new PanelFacts(Guid.NewGuid(), options.Currency, options.IntervalMinutes);
        var gate = new SweepGate(
            database.Transactions, database.Clock, database.Time, new Heartbeat(database.Transactions, options), SweepLease.Default, NodeName.Create());
        return new ChargeSweep(database.Transactions, gate, facts, options, NullLogger<ChargeSweep>.Instance);
    }

    private sealed record Figure(string What, int Machines, double Ours, double Plain);
}
