using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Sweeps;

public sealed class HeartbeatTests
{
    [Theory, EveryDatabase]
    public async Task Charge_ClockOfAnotherNodeALittleBehind_LeavesTheRunOutWithoutAnAlarm(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await LastRunAsync(panel, panel.Now + TimeSpan.FromSeconds(2));

        var result = await panel.ChargeAsync();

        Assert.Equal(SweepResult.Nothing, result);
        Assert.Equal(0, await panel.ReadAsync(db => db.Events.CountAsync(e => e.Type == "sweep.held")));
    }

    [Theory, EveryDatabase]
    public async Task Charge_WaitedForTheDatabaseWhileAnotherSweepPassed_IsNotHeld(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.ChargeAsync();
        var slow = new SlowBeginning(() =>
        {
            panel.Advance(TimeSpan.FromMinutes(5));
            return panel.StoreAsync();
        });
        await using var services = panel.Database.Compose().ConfigureDbContext<SqliteLobsterDbContext>(o => o.AddInterceptors(slow))
            .ConfigureDbContext<PostgresLobsterDbContext>(o => o.AddInterceptors(slow)).BuildServiceProvider();
        var gate = new SweepGate(
            services.GetRequiredService<Transactions>(), panel.Database.Clock, panel.Time, panel.Get<Heartbeat>(), SweepLease.Default, NodeName.Create());

        var result = await gate.ChargeAsync("late", (_, _) => Task.FromResult(new SweepResult(1, 0)), TestContext.Current.CancellationToken);

        Assert.Equal(new SweepResult(1, 0), result);
    }

    [Theory, EveryDatabase]
    public async Task Charge_ClockAnHourBack_TellsAnAdminOnceAndChargesNothing(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        await LastRunAsync(panel, panel.Now + TimeSpan.FromHours(4));
        panel.Advance(TimeSpan.FromHours(3));

        for (var i = 0; i < 3; i++) Assert.NotNull((await panel.ChargeAsync()).HeldBecause);

        Assert.Equal(1, await panel.ReadAsync(db => db.Events.CountAsync(e => e.Type == "sweep.held")));
        Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(panel.Stock.Account));
    }

    [Theory, EveryDatabase]
    public async Task Charge_FirstRunOfManyNodesAtOnce_IsNoError(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await using var second = panel.SecondNode();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? panel.ChargeAsync() : second.GetRequiredService<ChargeSweep>().RunAsync()));

        Assert.Equal(panel.Now, (await panel.ReadAsync(db => db.SweepStates.SingleAsync(s => s.Sweep == Heartbeat.Row))).Heartbeat);
    }

    [Theory, EveryDatabase]
    public async Task Lease_OfAnotherNode_KeepsTheSweepFromRunningUntilItHasRunOut(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        await panel.ChargeAsync();
        await panel.WriteAsync(db => db.SweepStates.Where(s => s.Sweep == ChargeSweep.Name).ExecuteUpdateAsync(s => s
            .SetProperty(x => x.LeaseOwner, "another").SetProperty(x => x.LeaseUntil, panel.Now + TimeSpan.FromMinutes(61))));
        panel.Advance(TimeSpan.FromHours(1));

        var before = await panel.ChargeAsync();
        panel.Advance(TimeSpan.FromMinutes(1));
        var after = await panel.ChargeAsync();

        Assert.Equal((0, 1), (before.Done, after.Done));
    }

    [Theory, EveryDatabase]
    public async Task Confirm_ByAnAdmin_LetsChargingGoOn(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        await panel.ChargeAsync();
        panel.Advance(TimeSpan.FromDays(8));
        await panel.ChargeAsync();
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);

        Assert.IsType<Refusal.NotAllowed>((await panel.Get<Heartbeat>().ConfirmAsync(panel.Stock.Owner, panel.Now)).Refusal);
        Assert.False((await panel.Get<Heartbeat>().ConfirmAsync(admin, panel.Now)).IsRefused);
        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 192), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    private static async Task LastRunAsync(TestPanel panel, Instant at)
    {
        await panel.ChargeAsync();
        await panel.WriteAsync(db => db.SweepStates.Where(s => s.Sweep == Heartbeat.Row).ExecuteUpdateAsync(s => s.SetProperty(x => x.Heartbeat, at)));
    }
}
