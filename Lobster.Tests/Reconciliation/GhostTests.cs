using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Reconciliation;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Reconciliation;

/// <summary>Machines that are charged and gone.</summary>
public sealed class GhostTests
{
    [Theory, EveryDatabase]
    public async Task Ghost_IsOpenOnlyAfterTwoListingsAPauseApart(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var vm = await scene.GhostAsync();
        await using var second = scene.Panel.SecondNode();

        await scene.ListAsync();
        await second.GetRequiredService<ReconcileSweep>().RunAsync();
        scene.Panel.Advance(TimeSpan.FromMinutes(5));
        await scene.Panel.Get<ReconcileSweep>().RunAsync();
        var first = await scene.FindingAsync();
        Assert.Equal((FindingState.Suspected, 1, vm), (first.State, first.Missed, first.VmId!.Value));
        Assert.IsType<Refusal.Conflict>((await scene.Panel.Get<GhostEnding>().EndAsync(scene.Admin, first.Id)).Refusal);

        await Task.WhenAll(scene.ListAsync(), Task.Run(() => second.GetRequiredService<ReconcileSweep>().RunAsync()));

        var found = await scene.FindingAsync();
        Assert.Equal((FindingState.Open, 2, FindingKind.Ghost), (found.State, found.Missed, found.Kind));
    }

    [Theory, EveryDatabase]
    public async Task Ghost_ThatComesBack_ClosesItself(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await scene.GhostAsync();
        await scene.ListAsync();
        await scene.ListAsync();
        await ReviveAsync(scene);

        var refused = await scene.Panel.Get<GhostEnding>().EndAsync(scene.Admin, (await scene.FindingAsync()).Id);

        Assert.Contains("again", refused.Refusal!.English, StringComparison.Ordinal);
        Assert.Equal(FindingEnd.Mended, (await scene.FindingAsync()).Ended);
        await scene.ListAsync();
        Assert.Single(await scene.FindingsAsync());
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Region_SilentOrBreakingOff_JudgesNothing(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await scene.GhostAsync();
        await scene.ListAsync();
        scene.Panel.Faults.Silent = true;

        await scene.ListAsync();
        await scene.ListAsync();

        var finding = await scene.FindingAsync();
        Assert.Equal((FindingState.Suspected, 1), (finding.State, finding.Missed));
        Assert.Contains("does not answer", (await scene.Panel.Get<GhostEnding>().EndAsync(scene.Admin, finding.Id)).Refusal!.English, StringComparison.Ordinal);
        scene.Panel.Faults.Clear();
        await scene.ListAsync();
        Assert.Equal((FindingState.Open, 2), ((await scene.FindingAsync()).State, (await scene.FindingAsync()).Missed));
    }

    [Theory, EveryDatabase]
    public async Task Machine_YoungOrWithAnOpenOperation_IsNotJudged(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await scene.GhostAsync();
        var young = await scene.Panel.CreateVmAsync("young");
        await scene.VanishAsync(young);
        var vm = await scene.Panel.ReadAsync(db => db.VirtualMachines.OrderBy(v => v.Id).FirstAsync());
        await scene.Panel.Get<VmActions>().StopAsync(scene.Panel.Stock.Owner, vm.Id, Guid.CreateVersion7());

        await scene.ListAsync();

        Assert.Empty(await scene.FindingsAsync());
    }

    [Theory, EveryDatabase]
    public async Task End_GivesBackEveryHourAfterItWasLastSeen_OnceAndPointingAtTheLines(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var panel = scene.Panel;
        var vm = await scene.GhostAsync();
        await scene.ListAsync();
        panel.Advance(TimeSpan.FromHours(30));
        await panel.ChargeAsync();
        await scene.ListAsync();
        var finding = await scene.FindingAsync();
        var charged = Money.FromUnits(100) - await panel.CreditAsync(panel.Stock.Account);
        Assert.Equal(charged - (PanelStock.SmallPrice * 2), finding.AtStake);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => panel.Get<GhostEnding>().EndAsync(scene.Admin, finding.Id)));
        await panel.SettleAsync();

        Assert.All(outcomes, o => Assert.Equal(finding.AtStake, o.Value));
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 2), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(VmLifecycle.Deleted, (await panel.VmAsync(vm)).Lifecycle);
        var credits = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Key.StartsWith("ghost/")).ToListAsync());
        Assert.True(credits.Count >= 2);
        Assert.All(credits, e => Assert.True(e is { CorrectsLineId: not null, CorrectsEntryId: not null, Kind: EntryKind.Adjustment }));
        panel.Advance(TimeSpan.FromHours(5));
        await panel.ChargeAsync();
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 2), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task End_BeforeTheSweepChargedItsLastHour_ChargesThatHour(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        var panel = scene.Panel;
        var vm = await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromMinutes(100));
        await panel.Get<ReconcileSweep>().RunAsync();
        await scene.VanishAsync(vm);
        await scene.ListAsync();
        await scene.ListAsync();

        var ended = await panel.Get<GhostEnding>().EndAsync(scene.Admin, (await scene.FindingAsync()).Id);

        Assert.Equal(Money.Zero, ended.Value);
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 2), await panel.CreditAsync(panel.Stock.Account));
        await panel.SettleAsync();
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task KeepWaiting_IsQuietForADayAndThenOpenAgain(DatabaseProvider provider)
    {
        await using var scene = await ReconcileScene.CreateAsync(provider);
        await scene.GhostAsync();
        await scene.ListAsync();
        await scene.ListAsync();
        var finding = await scene.FindingAsync();
        Assert.Equal(FindingState.SetAside, (await scene.Panel.Get<GhostEnding>().KeepWaitingAsync(scene.Admin, finding.Id)).Value);

        await scene.ListAsync();
        var quiet = await scene.FindingAsync();
        scene.Panel.Advance(TimeSpan.FromHours(24));
        await scene.ListAsync();
        var open = await scene.FindingAsync();

        Assert.Equal((FindingState.SetAside, FindingState.Open, finding.LastListed), (quiet.State, open.State, open.LastListed));
    }

    // The cloud brings a deleted machine back from the dead, as a provider's support does.
    private static async Task ReviveAsync(ReconcileScene scene)
    {
        var file = Directory.GetFiles(scene.Panel.CloudFolder, "sandbox-*.db").Single();
        await using var cloud = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file}");
        await cloud.OpenAsync();
        await using var command = cloud.CreateCommand();
        command.CommandText = "UPDATE machine SET deleted_at = NULL";
        await command.ExecuteNonQueryAsync();
    }
}
