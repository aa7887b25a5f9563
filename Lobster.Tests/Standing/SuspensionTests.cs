using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Regions;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Standing;

public sealed class SuspensionTests
{
    [Theory]
    [EveryDatabase(UserRoles.Support)]
    [EveryDatabase(UserRoles.Admin)]
    public async Task Suspend_ByStaff_StopsBlocksTellsAndOutlivesAPayment(DatabaseProvider provider, string role)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        var vm = await panel.CreateVmAsync();
        var staff = await PanelStock.AddStaffAsync(panel, role);

        var outcome = await panel.Get<AccountSuspension>().SuspendAsync(staff, scene.AccountId, " Abuse report 17 ");
        await scene.TickAsync();
        await panel.GiveAsync(scene.AccountId, Money.FromUnits(10));
        await scene.TickAsync();

        Assert.False(outcome.IsRefused, outcome.Refusal?.English);
        Assert.Equal(("stopped", SuspensionKind.Manual, true), (await panel.VmAsync(vm)) is var row ? (row.PowerState, row.Suspension, row.StoppedBySuspension) : default);
        await AssertBlockedAsync(panel, vm);
        Assert.Equal(["SuspendedByStaff"], await scene.LettersAsync());
        Assert.Equal("Abuse report 17", (await scene.AccountAsync()).SuspensionReason);
        Assert.Equal(staff.UserId, (await panel.ReadAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "standing.suspended-by-staff"))).Actor.UserId);
        Assert.False((await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm)).IsRefused);
        await panel.SettleAsync();
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Lift_ByStaff_StartsWhatWasStopped(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        var vm = await panel.CreateVmAsync();
        var staff = await PanelStock.AddStaffAsync(panel, UserRoles.Support);
        await panel.Get<AccountSuspension>().SuspendAsync(staff, scene.AccountId, "Abuse");
        await scene.TickAsync();

        var outcome = await panel.Get<AccountSuspension>().LiftAsync(staff, scene.AccountId, "Settled");
        await scene.TickAsync();

        Assert.False(outcome.IsRefused, outcome.Refusal?.English);
        Assert.Equal(("running", SuspensionKind.None, false), (await panel.VmAsync(vm)) is var row ? (row.PowerState, row.Suspension, row.StoppedBySuspension) : default);
        Assert.Equal(StandingState.Good, (await scene.AccountAsync()).Standing);
        Assert.Equal(["SuspendedByStaff", "LiftedByStaff"], await scene.LettersAsync());
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Lift_WithCreditUsedUpAndNoticesOut_StaysSuspendedForLackOfCredit(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        var vm = await panel.CreateVmAsync();
        var staff = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await scene.LeaveHoursAsync(26);
        await scene.PassAsync(28);
        await panel.Get<AccountSuspension>().SuspendAsync(staff, scene.AccountId, "Abuse");

        await panel.Get<AccountSuspension>().LiftAsync(staff, scene.AccountId, "Settled");
        await scene.TickAsync();

        var account = await scene.AccountAsync();
        Assert.Equal((StandingState.Suspended, SuspensionKind.Auto, (string?)null), (account.Standing, account.Suspension, account.SuspensionReason));
        Assert.Equal(("stopped", SuspensionKind.Auto), (await panel.VmAsync(vm)) is var row ? (row.PowerState, row.Suspension) : default);
        await panel.AssertBooksInOrderAsync();
        await panel.GiveAsync(scene.AccountId, Money.FromUnits(10));
        await scene.TickAsync();
        Assert.Equal("running", (await panel.VmAsync(vm)).PowerState);
    }

    [Theory, EveryDatabase]
    public async Task Suspend_ByWhoMayNotOrWithoutReason_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var suspension = panel.Get<AccountSuspension>();
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        var support = await PanelStock.AddStaffAsync(panel, UserRoles.Support);

        Assert.IsType<Refusal.NotAllowed>((await suspension.SuspendAsync(finance, panel.Stock.Account, "x")).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await suspension.SuspendAsync(panel.Stock.Owner, panel.Stock.Account, "x")).Refusal);
        Assert.Equal(AccountSuspension.ReasonField, Assert.IsType<Refusal.Invalid>((await suspension.SuspendAsync(support, panel.Stock.Account, "  ")).Refusal).Field);
        Assert.IsType<Refusal.Conflict>((await suspension.LiftAsync(support, panel.Stock.Account, "x")).Refusal);
        Assert.IsType<Refusal.NotFound>((await suspension.SuspendAsync(support, new AccountId(4711), "x")).Refusal);
        Assert.False((await suspension.SuspendAsync(support, panel.Stock.Account, "x")).IsRefused);
        Assert.IsType<Refusal.Conflict>((await suspension.SuspendAsync(support, panel.Stock.Account, "x")).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task SuspendedMachine_StartedBehindThePanelsBack_IsStoppedAgainOnce(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        var vm = await SuspendedAsync(scene);
        var region = await panel.ReadAsync(db => db.Regions.SingleAsync());
        await panel.Get<RegionBackends>().Of(region).StartAsync((await panel.VmAsync(vm)).BackendId!, CancellationToken.None);
        panel.Advance(TimeSpan.FromMinutes(1));

        await panel.Get<StatusSweep>().RunAsync();
        var first = await panel.Get<SuspensionSweep>().RunAsync();
        var second = await panel.Get<SuspensionSweep>().RunAsync();

        Assert.Equal((1, 0), (first.Done, second.Done));
        await panel.SettleAsync();
        await panel.Get<StatusSweep>().RunAsync();
        Assert.Equal("stopped", (await panel.VmAsync(vm)).PowerState);
    }

    [Theory, EveryDatabase]
    public async Task Machine_StillBeingCreated_IsStoppedOnceItRunsAndStartedAgain(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        var staff = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var vm = (await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form())).Value;

        await panel.Get<AccountSuspension>().SuspendAsync(staff, scene.AccountId, "Abuse");
        await panel.SettleAsync();
        await scene.TickAsync();

        Assert.Equal((VmLifecycle.Active, "stopped"), (await panel.VmAsync(vm)) is var row ? (row.Lifecycle, row.PowerState) : default);
        await panel.Get<AccountSuspension>().LiftAsync(staff, scene.AccountId, "Settled");
        await scene.TickAsync();
        Assert.Equal("running", (await panel.VmAsync(vm)).PowerState);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Suspend_WithQueuedAndRunningOperations_CancelsTheOneAndWaitsForTheOther(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        var (busy, waiting) = (await panel.CreateVmAsync("busy"), await panel.CreateVmAsync("waiting"));
        var staff = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.Get<VmActions>().RebootAsync(panel.Stock.Owner, busy, Guid.CreateVersion7());
        await panel.Get<IOperationRunner>().RunNextAsync(CancellationToken.None);
        await panel.Get<VmActions>().SnapshotAsync(panel.Stock.Owner, waiting, "copy", Guid.CreateVersion7());

        await panel.Get<AccountSuspension>().SuspendAsync(staff, scene.AccountId, "Abuse");

        var states = await panel.ReadAsync(db => db.Operations.Where(o => o.Kind == OperationKind.Reboot || o.Kind == OperationKind.Snapshot).ToDictionaryAsync(o => o.Kind, o => o.State));
        Assert.NotEqual(OperationState.Cancelled, states[OperationKind.Reboot]);
        Assert.Equal(OperationState.Cancelled, states[OperationKind.Snapshot]);
        Assert.Equal(Core.Images.ImageState.Error, (await panel.ReadAsync(db => db.Images.SingleAsync(i => i.AccountId != null))).State);
        await panel.SettleAsync();
        await panel.Get<StatusSweep>().RunAsync();
        Assert.Equal(["stopped", "stopped"], await panel.ReadAsync(db => db.VirtualMachines.Select(v => v.PowerState).ToArrayAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Suspension_OfAPlanThatIsFreeThen_ChargesNothingUntilRestored(DatabaseProvider provider)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        var panel = scene.Panel;
        await panel.WriteAsync(db => db.Plans.ExecuteUpdateAsync(s => s.SetProperty(p => p.SuspendedFactor, 0)));
        var vm = await SuspendedAsync(scene);
        var credit = await panel.CreditAsync(scene.AccountId);

        await scene.PassAsync(5);

        Assert.True(credit - await panel.CreditAsync(scene.AccountId) <= PanelStock.SmallPrice);
        Assert.Equal(0, await FactorAsync(panel, vm));
        Assert.Equal(PanelStock.SmallPrice, (await panel.VmAsync(vm)).HourlyRate);
        await panel.GiveAsync(scene.AccountId, Money.FromUnits(10));
        await scene.TickAsync();
        Assert.Equal(1000, await FactorAsync(panel, vm));
        await panel.AssertBooksInOrderAsync();
    }

    private static Task<int> FactorAsync(TestPanel panel, VmId vm) =>
        panel.ReadAsync(db => db.RateChanges.Where(r => r.VmId == vm).OrderByDescending(r => r.From).Select(r => r.Factor).FirstAsync());

    private static async Task<VmId> SuspendedAsync(StandingScene scene)
    {
        var vm = await scene.Panel.CreateVmAsync();
        await scene.LeaveHoursAsync(25);
        await scene.PassAsync(27);
        Assert.Equal(SuspensionKind.Auto, (await scene.AccountAsync()).Suspension);
        return vm;
    }

    private static async Task AssertBlockedAsync(TestPanel panel, VmId vm)
    {
        var (actions, owner) = (panel.Get<VmActions>(), panel.Stock.Owner);
        Refusal?[] all =
        [
            (await actions.StartAsync(owner, vm, Guid.CreateVersion7())).Refusal,
            (await actions.RebootAsync(owner, vm, Guid.CreateVersion7())).Refusal,
            (await actions.RenameAsync(owner, vm, "new", Guid.CreateVersion7())).Refusal,
            (await actions.ResizeAsync(owner, vm, panel.Stock.Large, Guid.CreateVersion7())).Refusal,
            (await panel.Get<VmCreation>().CreateAsync(owner, panel.Form("second"))).Refusal,
        ];
        Assert.All(all, refusal => Assert.IsType<Refusal.Conflict>(refusal));
    }
}
