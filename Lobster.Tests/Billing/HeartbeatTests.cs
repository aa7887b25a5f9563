using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing;

public sealed class HeartbeatTests
{
    [Theory, EveryDatabase]
    public async Task Hold_ClockOfAnotherNodeALittleBehind_LeavesTheRunOutWithoutAnAlarm(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.ChargeAsync();

        var held = await panel.Get<Heartbeat>().HoldAsync(ChargeSweep.Name, panel.Now - TimeSpan.FromSeconds(2), CancellationToken.None);

        Assert.Equal("", held);
        Assert.Equal(0, await panel.ReadAsync(db => db.Events.CountAsync(e => e.Type == "sweep.held")));
    }

    [Theory, EveryDatabase]
    public async Task Hold_ClockAnHourBack_TellsAnAdminOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.ChargeAsync();
        var back = panel.Now - TimeSpan.FromHours(1);

        for (var i = 0; i < 3; i++) Assert.NotEqual("", await panel.Get<Heartbeat>().HoldAsync(ChargeSweep.Name, back, CancellationToken.None));

        Assert.Equal(1, await panel.ReadAsync(db => db.Events.CountAsync(e => e.Type == "sweep.held")));
    }

    [Theory, EveryDatabase]
    public async Task Beat_FirstRunOfManyNodesAtOnce_IsNoError(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => panel.Get<Heartbeat>().BeatAsync("first", panel.Now, CancellationToken.None)));

        Assert.Equal(panel.Now, (await panel.ReadAsync(db => db.SweepStates.SingleAsync(s => s.Sweep == "first"))).Heartbeat);
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

        Assert.IsType<Refusal.NotAllowed>((await panel.Get<Heartbeat>().ConfirmAsync(panel.Stock.Owner, ChargeSweep.Name, panel.Now)).Refusal);
        Assert.False((await panel.Get<Heartbeat>().ConfirmAsync(admin, ChargeSweep.Name, panel.Now)).IsRefused);
        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 192), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }
}
