using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Benchmarks;

/// <summary>
/// The charge sweep against set-based SQL in the database's own shell that writes the same rows, in turns on equal databases: five hours around the
/// end of a UTC day, of several fleets where they are small.
/// </summary>
internal sealed class ChargeSweepBenchmark : IBenchmark
{
    private static readonly string[] Hours = ["new lines", "lines grow", "lines grow", "new lines", "lines grow"];

    public string Name => "charge-sweep";

    public string About => "Machines due at once, five an account, against plain SQL. Arguments: [--postgres] numbers of machines [10000 100000 1000000].";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        var sizes = Sizes.Read(args, 10_000, 100_000, 1_000_000);
        // The first run pays for compilation; nobody wants to know.
        var warm = new Rounds(Name, "machines", TextWriter.Null);
        for (var i = 0; i < 2; i++) await MeasureAsync(sizes.Provider, 2_000, warm);
        var rounds = new Rounds(Name, "machines", output);
        rounds.Begin();
        foreach (var size in sizes.All)
        {
            for (var fleets = Math.Clamp(300_000 / size, 1, 5); fleets > 0; fleets--) await MeasureAsync(sizes.Provider, size, rounds);
            rounds.Print(size);
        }

        rounds.End();
    }

    private static async Task MeasureAsync(DatabaseProvider provider, int machines, Rounds rounds)
    {
        await using var turns = await Turns.CreateAsync(provider, database => Fleet.AddAsync(database, machines));
        var options = new BillingOptions();
        var facts = new PanelFacts(Guid.NewGuid(), options.Currency, options.IntervalMinutes);
        var sweep = new ChargeSweep(turns.Ours.Transactions, Gates.Of(turns.Ours, options), facts, options, NullLogger<ChargeSweep>.Instance);
        foreach (var what in Hours)
        {
            var (ours, plain) = await turns.HourAsync(() => sweep.RunAsync(), machines, () => PlainCharge.Script(provider, turns.Plain.Clock.Now));
            rounds.Add(what, machines, ours, plain);
        }

        await turns.CompareAsync(WrittenAsync);
    }

    private static async Task<(int Lines, int Sealed, int Open, decimal Charged, decimal Credit)> WrittenAsync(LobsterDbContext db) =>
        (await db.ChargeLines.CountAsync(), await db.LedgerEntries.CountAsync(e => e.IsSealed), await db.LedgerEntries.CountAsync(e => !e.IsSealed),
            await db.ChargeLines.SumAsync(l => (long?)l.Amount.Nanos) ?? 0, await db.Accounts.SumAsync(a => (long?)a.Credit.Nanos) ?? 0);
}
