using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Verification;
using Lobster.Tests.Benchmarks;
using Lobster.Tests.Harness;
using Lobster.Tests.VirtualMachines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Originals;

/// <summary>The real program, killed with -9 in the midst of one sweep over many machines.</summary>
public sealed class SweepKillTests
{
    private const int Machines = 400;

    [Fact]
    public async Task KilledInASweepOf400Vms_NextRunsFinishItAndTheLedgerIsThatOfAnUncrashedRun()
    {
        // One machine an account and one account a transaction: the sweep commits 400 times and can be killed between any two.
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Lobster:Seed:Demo"] = "false", ["Lobster:Billing:BatchSize"] = "1", ["Lobster:Development:ClockSpeed"] = "2",
        });
        await panel.StopAsync();
        await FillAsync(panel);
        var expected = await RunUncrashedAsync(panel);

        foreach (var charged in new[] { 1, 60, 120, 200 })
        {
            await panel.RestartAsync();
            await Wait.UntilAsync($"{charged} machines to be charged", async () => await ChargedAsync(panel) >= charged);
            await panel.KillAsync();
            Assert.InRange(await ChargedAsync(panel), charged, Machines - 1);
            await using var node = await BesideNode.ComposeAsync(panel);
            Assert.Empty(await node.GetRequiredService<Verifier>().RunAsync());
        }

        await panel.RestartAsync();
        await Wait.UntilAsync("the sweep to end", async () => await ChargedAsync(panel) == Machines);
        await panel.StopAsync();
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        Assert.Equal(expected, await BooksAsync(panel));
    }

    // Ten and a half hours: the tenth has ended long ago and the eleventh will not while the test runs.
    private static async Task FillAsync(PanelProcess panel)
    {
        await using var node = await BesideNode.ComposeAsync(panel);
        await using var db = panel.OpenDatabase();
        await Fleet.AddAsync(db, Machines, 1, (node.GetRequiredService<BusinessClock>().Now - TimeSpan.FromHours(10.5)).FloorToSecond());
    }

    private static async Task<List<string>> RunUncrashedAsync(PanelProcess panel)
    {
        var copy = Path.Combine(panel.DataFolder, "copy.db");
        await using (var db = panel.OpenDatabase()) await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}");
        await using var twin = await PanelProcess.PrepareAsync(settings: new Dictionary<string, string?> { ["ConnectionStrings:Lobster"] = "Data Source=" + copy });
        await using var node = await BesideNode.ComposeAsync(twin);
        Assert.Equal(Machines, (await node.GetRequiredService<ChargeSweep>().RunAsync()).Done);
        return await BooksAsync(twin);
    }

    private static async Task<int> ChargedAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        return await db.VmBillings.CountAsync(b => b.ChargedUntil > b.Start);
    }

    private static async Task<List<string>> BooksAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var entries = await db.LedgerEntries.OrderBy(e => e.Key).Select(e => new { e.AccountId, e.Key, e.Amount }).ToListAsync();
        var lines = await db.ChargeLines.OrderBy(l => l.VmId).ThenBy(l => l.From).Select(l => new { l.VmId, l.From, l.Until, l.Intervals, l.Amount }).ToListAsync();
        var credit = await db.Accounts.OrderBy(a => a.Id).Select(a => new { a.Id, a.Credit }).ToListAsync();
        Assert.Equal(Machines, lines.GroupBy(l => l.VmId).Count(g => g.Sum(l => l.Intervals) == 10));
        return [.. entries.Select(e => e.ToString()!), .. lines.Select(l => l.ToString()!), .. credit.Select(c => c.ToString()!)];
    }
}
