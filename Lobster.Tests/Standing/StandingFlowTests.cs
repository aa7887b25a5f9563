using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Images;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Standing;

public sealed class StandingFlowTests
{
    [Theory, EveryDatabase]
    public async Task Account_RunningOutAndPaying_StartsOnlyWhatWasStopped(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        var on = await panel.CreateVmAsync("on");
        var off = await panel.CreateVmAsync("off");
        await panel.Get<VmActions>().StopAsync(panel.Stock.Owner, off, Guid.CreateVersion7());
        await panel.SettleAsync();
        await scene.LeaveHoursAsync(2 * 30);

        await scene.PassAsync(29);
        Assert.Equal(StandingState.LowCredit, (await scene.AccountAsync()).Standing);
        await scene.PassAsync(3);

        var suspended = await scene.AccountAsync();
        Assert.Equal((StandingState.Suspended, SuspensionKind.Auto, PanelStock.SmallPrice * 2), (suspended.Standing, suspended.Suspension, suspended.BurnAtSuspension));
        Assert.Equal(["stopped", "stopped"], await PowerAsync(panel, on, off));
        Assert.Equal(["LowCredit", "LowCredit", "Suspended"], await scene.LettersAsync());
        await panel.AssertBooksInOrderAsync();

        await panel.GiveAsync(scene.AccountId, Money.FromUnits(50));
        await scene.TickAsync();

        var restored = await scene.AccountAsync();
        Assert.Equal((StandingState.Good, SuspensionKind.None, 0, Money.Zero), (restored.Standing, restored.Suspension, restored.NoticesSent, restored.BurnAtSuspension));
        Assert.Equal(["running", "stopped"], await PowerAsync(panel, on, off));
        Assert.Equal("Restored", (await scene.LettersAsync())[^1]);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Account_NeverPaying_IsWarnedDailyAndTerminated(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        await panel.CreateVmAsync("web-1");
        var image = await AddImageAsync(panel);
        await scene.LeaveHoursAsync(26);

        await scene.PassAsync(26 + (7 * 24));
        Assert.Equal(StandingState.Suspended, (await scene.AccountAsync()).Standing);
        await scene.PassAsync(72);

        var ended = await scene.AccountAsync();
        Assert.Equal((StandingState.Terminated, SuspensionKind.None), (ended.Standing, ended.Suspension));
        Assert.True(ended.TerminationDue <= ended.StandingSince);
        Assert.Equal(0, await panel.MachinesInTheCloudAsync());
        Assert.Equal(VmLifecycle.Deleted, (await panel.ReadAsync(db => db.VirtualMachines.SingleAsync())).Lifecycle);
        Assert.Equal(ImageState.Deleted, (await panel.ReadAsync(db => db.Images.SingleAsync(i => i.Id == image))).State);
        var letters = await scene.LettersAsync();
        Assert.Equal("Terminated", letters[^1]);
        Assert.Equal(letters.Count - 1, ended.NoticesSent);
        Assert.True(ended.NoticesSent >= 10);
        await panel.AssertBooksInOrderAsync();
        await AssertReopensAsync(scene);
    }

    [Theory, EveryDatabase]
    public async Task Account_WhoseMailNobodyTakes_IsNeverTerminated(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        await panel.BillVmAsync("web-1");
        await scene.LeaveHoursAsync(1);

        for (var day = 0; day < 30; day++)
        {
            panel.Advance(TimeSpan.FromDays(1));
            await panel.ChargeAsync();
            await panel.Get<StandingSweep>().RunAsync();
        }

        var account = await scene.AccountAsync();
        Assert.Equal(StandingState.Suspended, account.Standing);
        Assert.True(account.NoticesSent > 20);
        Assert.True(account.TerminationDue > panel.Now - TimeSpan.FromDays(1));
    }

    [Theory, EveryDatabase]
    public async Task Account_WithFreeMachinesOnly_StaysGood(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var id = await scene.Panel.BillVmAsync("free");
        await scene.Panel.ChangeRateAsync(id, Money.Zero);
        await scene.Panel.GiveAsync(scene.AccountId, -await scene.Panel.CreditAsync(scene.AccountId));

        await scene.Panel.Get<StandingSweep>().RunAsync();

        Assert.Equal(StandingState.Good, (await scene.AccountAsync()).Standing);
        Assert.Empty(await scene.LettersAsync());
    }

    [Theory, EveryDatabase]
    public async Task Account_Parked_IsLeftAlone(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        await scene.Panel.BillVmAsync("web-1");
        await scene.LeaveHoursAsync(1);
        await scene.Panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.ParkedAt, scene.Panel.Now)));

        await scene.Panel.Get<StandingSweep>().RunAsync();
        await scene.Panel.Get<StandingSweep>().LookAsync(scene.AccountId);

        Assert.Equal(StandingState.Good, (await scene.AccountAsync()).Standing);
        Assert.Empty(await scene.LettersAsync());
    }

    [Theory, EveryDatabase]
    public async Task Sweep_Twice_ChangesNothingMore(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        await scene.Panel.BillVmAsync("web-1");
        await scene.LeaveHoursAsync(5);

        var first = await scene.Panel.Get<StandingSweep>().RunAsync();
        var second = await scene.Panel.Get<StandingSweep>().RunAsync();

        Assert.Equal((1, 0), (first.Done, second.Done));
        Assert.Equal(["LowCredit"], await scene.LettersAsync());
    }

    private static async Task AssertReopensAsync(StandingScene scene)
    {
        await scene.Panel.GiveAsync(scene.AccountId, Money.FromUnits(50));
        await scene.TickAsync();

        Assert.Equal(StandingState.Good, (await scene.AccountAsync()).Standing);
        Assert.Equal("Reopened", (await scene.LettersAsync())[^1]);
        await scene.Panel.CreateVmAsync("again");
    }

    private static async Task<ImageId> AddImageAsync(TestPanel panel)
    {
        var vm = await panel.ReadAsync(db => db.VirtualMachines.SingleAsync());
        await panel.Get<VmActions>().SnapshotAsync(panel.Stock.Owner, vm.Id, "backup", Guid.CreateVersion7());
        await panel.SettleAsync();
        return await panel.ReadAsync(db => db.Images.Where(i => i.AccountId != null).Select(i => i.Id).SingleAsync());
    }

    private static async Task<string[]> PowerAsync(TestPanel panel, params VmId[] ids)
    {
        await panel.Get<StatusSweep>().RunAsync();
        var all = await panel.ReadAsync(db => db.VirtualMachines.ToDictionaryAsync(v => v.Id, v => v.PowerState));
        return [.. ids.Select(id => all[id])];
    }
}
