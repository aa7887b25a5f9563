using Lobster.Core;
using Lobster.Core.Reconciliation;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Reconciliation;

/// <summary>Each act, killed before and after each of its commits and asked for again, ends as if it never was.</summary>
public sealed class ActCrashTests
{
    private const int MostCommits = 6;

    [Theory, EveryDatabase]
    public Task Remove_KilledAnywhere_EndsWithoutTheMachine(Core.Data.DatabaseProvider provider) => EverywhereAsync(
        provider, scene => scene.OrphanAsync(),
        async (scene, finding) => (await scene.Panel.Get<OrphanRemoval>().RemoveAsync(scene.Admin, finding.Id)).Refusal,
        async scene =>
        {
            Assert.Equal(0, await scene.Panel.MachinesInTheCloudAsync());
            Assert.Equal(FindingEnd.Deleted, (await scene.FindingAsync()).Ended);
        });

    [Theory, EveryDatabase]
    public Task Adopt_KilledAnywhere_EndsWithOneMachine(Core.Data.DatabaseProvider provider)
    {
        var request = Guid.CreateVersion7();
        return EverywhereAsync(
            provider, scene => scene.OrphanAsync(),
            async (scene, finding) => (await scene.Panel.Get<MachineAdoption>().AdoptAsync(scene.Admin, scene.Form(finding) with { RequestId = request })).Refusal,
            async scene => Assert.Equal(VmLifecycle.Active, (await scene.Panel.ReadAsync(db => db.VirtualMachines.SingleAsync())).Lifecycle));
    }

    [Theory, EveryDatabase]
    public Task EndGhost_KilledAnywhere_GivesBackOnce(Core.Data.DatabaseProvider provider) => EverywhereAsync(
        provider, async scene =>
        {
            await scene.GhostAsync();
            await scene.ListAsync();
            scene.Panel.Advance(TimeSpan.FromHours(26));
            await scene.Panel.ChargeAsync();
        },
        async (scene, finding) => (await scene.Panel.Get<GhostEnding>().EndAsync(scene.Admin, finding.Id)).Refusal,
        async scene => Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 2), await scene.Panel.CreditAsync(scene.Panel.Stock.Account)));

    private static async Task EverywhereAsync(
        Core.Data.DatabaseProvider provider, Func<ReconcileScene, Task> prepare, Func<ReconcileScene, Finding, Task<Refusal?>> act, Func<ReconcileScene, Task> check)
    {
        for (var commit = 1; commit <= MostCommits; commit++)
            foreach (var after in new[] { false, true })
            {
                await using var scene = await ReconcileScene.CreateAsync(provider);
                await prepare(scene);
                await scene.ListAsync();
                var finding = await scene.FindingAsync();
                scene.Panel.Crash.At(commit, after);

                var died = await Record.ExceptionAsync(() => act(scene, finding)) is not null;
                if (died) scene.Panel.Crash.Never();
                died |= await Record.ExceptionAsync(() => scene.Panel.SettleAsync()) is not null;
                scene.Panel.Crash.Never();

                Assert.Null(await act(scene, finding));
                scene.Panel.Advance(TimeSpan.FromMinutes(3));
                await scene.Panel.SettleAsync();
                await scene.ListAsync();
                await check(scene);
                await scene.Panel.AssertBooksInOrderAsync();
                if (!died) return; // there are no more commits
            }
    }
}
