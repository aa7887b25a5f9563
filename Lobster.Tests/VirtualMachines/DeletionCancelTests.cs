using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Compute;
using Lobster.Core.Data;
using Lobster.Core.VirtualMachines;
using Lobster.Core.VirtualMachines.Operations;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.VirtualMachines;

/// <summary>An admin takes back a delete that the backend was not yet asked for.</summary>
public sealed class DeletionCancelTests
{
    [Theory, EveryDatabase]
    public async Task Cancel_BeforeTheBackendWasAsked_MachineLivesIsChargedFromWhereItStoodAndCanBeDeletedAgain(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var (vm, admin) = (await panel.CreateVmAsync(), await PanelStock.AddStaffAsync(panel, UserRoles.Admin));
        panel.AdvanceTo(await StartAsync(panel, vm) + TimeSpan.FromMinutes(90));
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        panel.Advance(TimeSpan.FromMinutes(10));

        Assert.Null((await CancelAsync(panel, admin, vm)).Refusal);

        var kept = await panel.VmAsync(vm);
        Assert.Equal((VmLifecycle.Active, null, PanelStock.SmallPrice), (kept.Lifecycle, kept.DeleteRequestedAt, kept.HourlyRate));
        Assert.Equal(1, await panel.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "vm.delete.cancelled" && a.Actor.UserId == admin.UserId)));
        await panel.SettleAsync();
        Assert.Equal(1, await panel.MachinesInTheCloudAsync());
        panel.AdvanceTo(await StartAsync(panel, vm) + TimeSpan.FromMinutes(185));
        await panel.ChargeAsync();
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 3), await panel.CreditAsync(panel.Stock.Account));
        await AssertEveryIntervalOnceAsync(panel, vm);

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();

        Assert.Equal(VmLifecycle.Deleted, (await panel.VmAsync(vm)).Lifecycle);
        Assert.Equal(0, await panel.MachinesInTheCloudAsync());
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 4), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Cancel_RacingTheWorker_MachineIsEitherKeptOrGone(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await using var second = panel.SecondNode();
        for (var round = 0; round < 12; round++)
        {
            var vm = await panel.CreateVmAsync($"web-{round}");
            await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
            var worker = Task.Run(() => second.GetRequiredService<IOperationRunner>().RunNextAsync(CancellationToken.None));

            var outcome = await CancelAsync(panel, admin, vm);

            await worker;
            await panel.SettleAsync();
            var kept = (await panel.VmAsync(vm)).Lifecycle == VmLifecycle.Active;
            Assert.Equal(!outcome.IsRefused, kept);
            Assert.Equal(kept ? 1 : 0, await panel.MachinesInTheCloudAsync());
            await panel.AssertBooksInOrderAsync();
            await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
            await panel.SettleAsync();
        }
    }

    [Theory, EveryDatabase]
    public async Task Cancel_TenTimesAtOnce_IsDoneOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var (vm, admin) = (await panel.CreateVmAsync(), await PanelStock.AddStaffAsync(panel, UserRoles.Admin));
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CancelAsync(panel, admin, vm)));
        var later = await CancelAsync(panel, admin, vm);

        Assert.All(all.Append(later), o => Assert.Null(o.Refusal));
        Assert.Equal(1, await panel.ReadAsync(db => db.Events.CountAsync(e => e.Type == "vm.delete.cancelled")));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Cancel_DaysLaterWhileOthersWereCharged_NoDayWasSealedTooSoon(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var (vm, admin) = (await panel.CreateVmAsync(), await PanelStock.AddStaffAsync(panel, UserRoles.Admin));
        await panel.CreateVmAsync("web-2");
        panel.Advance(TimeSpan.FromHours(2));
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        for (var day = 0; day < 3; day++)
        {
            panel.Advance(TimeSpan.FromDays(1));
            await panel.ChargeAsync();
        }

        Assert.Null((await CancelAsync(panel, admin, vm)).Refusal);
        await panel.ChargeAsync();

        Assert.Null((await panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account))).ParkedReason);
        Assert.True(panel.Now - (await BillingAsync(panel, vm)).ChargedUntil < TimeSpan.FromHours(1));
        await AssertEveryIntervalOnceAsync(panel, vm);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Resize_WithinTheHourThatTheDeletePaid_CostsFromTheNextHourOn(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var (vm, admin) = (await panel.CreateVmAsync(), await PanelStock.AddStaffAsync(panel, UserRoles.Admin));
        var start = await StartAsync(panel, vm);
        panel.AdvanceTo(start + TimeSpan.FromMinutes(20));
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await CancelAsync(panel, admin, vm);
        panel.AdvanceTo(start + TimeSpan.FromMinutes(30));
        await panel.ChangeRateAsync(vm, PanelStock.LargePrice);
        panel.AdvanceTo(start + TimeSpan.FromMinutes(121));

        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100) - PanelStock.SmallPrice - PanelStock.LargePrice, await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Cancel_AccountSuspendedMeanwhile_MachineIsStoppedAndAWithdrawnStopIsForgotten(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var (vm, admin) = (await panel.CreateVmAsync(), await PanelStock.AddStaffAsync(panel, UserRoles.Admin));
        await panel.Get<VmActions>().StopAsync(panel.Stock.Owner, vm, Guid.CreateVersion7());
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.Suspension, SuspensionKind.Auto).SetProperty(a => a.Standing, StandingState.Suspended)));

        await CancelAsync(panel, admin, vm);
        await panel.SettleAsync();

        var kept = await panel.VmAsync(vm);
        Assert.Equal((SuspensionKind.Auto, PowerState.Stopped.Value, DesiredPower.On), (kept.Suspension, kept.PowerState, kept.DesiredPower));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Cancel_ByOthersThanAdmins_IsRefused(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        Assert.IsType<Refusal.NotAllowed>((await CancelAsync(panel, panel.Stock.Owner, vm)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await CancelAsync(panel, await PanelStock.AddStaffAsync(panel, UserRoles.Support), vm)).Refusal);
        Assert.Equal(VmLifecycle.Deleting, (await panel.VmAsync(vm)).Lifecycle);
    }

    [Fact]
    public async Task Cancel_WhatCannotBeKept_IsRefusedWithTheReason()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var (alive, never) = (await panel.CreateVmAsync(), (await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form("never"))).Value);
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, never);

        Assert.Contains("not being deleted", await RefusedAsync(panel, admin, alive), StringComparison.Ordinal);
        Assert.Contains("never came up", await RefusedAsync(panel, admin, never), StringComparison.Ordinal);
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, alive);
        panel.Faults.Silent = true;
        Assert.Contains("does not answer", await RefusedAsync(panel, admin, alive), StringComparison.Ordinal);
        panel.Faults.Silent = false;
        var region = await panel.ReadAsync(db => db.Regions.SingleAsync());
        await panel.Get<Core.Regions.RegionBackends>().Of(region).DeleteAsync((await panel.VmAsync(alive)).BackendId!, CancellationToken.None);
        panel.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("no longer has web-1", await RefusedAsync(panel, admin, alive), StringComparison.Ordinal);
        await panel.SettleAsync();
        Assert.Contains("gone already", await RefusedAsync(panel, admin, alive), StringComparison.Ordinal);
        Assert.IsType<Refusal.NotFound>((await CancelAsync(panel, admin, new VmId(99))).Refusal);
    }

    [Theory, InlineData(BackendErrorKind.Unavailable, true), InlineData(BackendErrorKind.OutcomeUnknown, false)]
    public async Task Cancel_AfterAFailedTry_OnlyWhenTheBackendCertainlyDidNothing(BackendErrorKind failure, bool keeps)
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var (vm, admin) = (await panel.CreateVmAsync(), await PanelStock.AddStaffAsync(panel, UserRoles.Admin));
        panel.Faults.Fail("delete", failure);
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.Get<IOperationRunner>().RunNextAsync(CancellationToken.None);

        var outcome = await CancelAsync(panel, admin, vm);

        Assert.Equal(keeps, !outcome.IsRefused);
        await panel.SettleAsync();
        Assert.Equal(keeps ? 1 : 0, await panel.MachinesInTheCloudAsync());
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task Machine_DeletedAndKeptAtRandom_PaysEveryIntervalOnce(int seed)
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite, o => o.MinimumIntervals = 3);
        var (vm, admin, random) = (await panel.CreateVmAsync(), await PanelStock.AddStaffAsync(panel, UserRoles.Admin), new Random(seed));
        for (var step = 0; step < 30; step++)
        {
            panel.Advance(TimeSpan.FromMinutes(random.Next(0, 200)));
            if (random.Next(3) == 0) await panel.ChargeAsync();
            else if ((await panel.VmAsync(vm)).Lifecycle == VmLifecycle.Active) await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
            else Assert.Null((await CancelAsync(panel, admin, vm)).Refusal);
            await AssertEveryIntervalOnceAsync(panel, vm);
        }

        await panel.AssertBooksInOrderAsync();
    }

    private static Task<Outcome<VmId>> CancelAsync(TestPanel panel, Actor actor, VmId vm) => panel.Get<VmDeletionCancel>().CancelAsync(actor, vm);

    private static async Task<string> RefusedAsync(TestPanel panel, Actor actor, VmId vm) =>
        Assert.IsType<Refusal.Conflict>((await CancelAsync(panel, actor, vm)).Refusal).English;

    private static Task<VmBilling> BillingAsync(TestPanel panel, VmId vm) => panel.ReadAsync(db => db.VmBillings.SingleAsync(b => b.VmId == vm));

    private static async Task<Instant> StartAsync(TestPanel panel, VmId vm) => (await BillingAsync(panel, vm)).Start;

    private static async Task AssertEveryIntervalOnceAsync(TestPanel panel, VmId vm)
    {
        var billing = await BillingAsync(panel, vm);
        var intervals = await panel.ReadAsync(db => db.ChargeLines.Where(l => l.VmId == vm).SumAsync(l => l.Intervals));
        Assert.Equal(billing.ChargedUntil - billing.Start, TimeSpan.FromHours(intervals));
    }
}
