using System.Diagnostics;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Standing;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Benchmarks;

/// <summary>The standing sweep over accounts with five machines each: when nobody has to be told anything, and when one in a hundred has.</summary>
internal sealed class StandingSweepBenchmark : IBenchmark
{
    private const int MachinesAnAccount = 5;

    public string Name => "standing-sweep";

    public string About => "Accounts with five machines each. Arguments: [--postgres] numbers of accounts [10000 100000].";

    public async Task RunAsync(string[] args, TextWriter output)
    {
        var sizes = Sizes.Read(args, 10_000, 100_000);
        // The first run pays for compilation; nobody wants to know.
        await MeasureAsync(sizes.Provider, 200, new Rounds(Name, "accounts", TextWriter.Null));
        var rounds = new Rounds(Name, "accounts", output);
        rounds.Begin();
        foreach (var size in sizes.All)
        {
            await MeasureAsync(sizes.Provider, size, rounds);
            rounds.Print(size);
        }

        rounds.End();
    }

    private static async Task MeasureAsync(DatabaseProvider provider, int accounts, Rounds rounds)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await Fleet.AddAsync(panel.Database, accounts * MachinesAnAccount);
        await panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.Credit.Nanos, a => Money.NanosPerUnit * 100)));
        for (var i = 0; i < 3; i++) await SweepAsync("nothing to do", 0);
        await panel.WriteAsync(db => db.Accounts.Where(a => a.Name.EndsWith("00")).ExecuteUpdateAsync(s => s.SetProperty(a => a.Credit.Nanos, a => Money.NanosPerUnit)));
        await SweepAsync("one in a hundred is low", accounts / 100);
        for (var i = 0; i < 3; i++) await SweepAsync("they know it already", 0);

        async Task SweepAsync(string what, int expected)
        {
            var clock = Stopwatch.StartNew();
            var result = await panel.Get<StandingSweep>().RunAsync();
            var took = clock.Elapsed;
            // "account 0" ends otherwise than the other hundreds.
            if (result.Failed > 0 || Math.Abs(result.Done - expected) > 1) throw new InvalidOperationException($"{result.Done} accounts changed and not {expected}; {result.Failed} failed.");
            rounds.Add(what, accounts, took);
        }
    }
}
