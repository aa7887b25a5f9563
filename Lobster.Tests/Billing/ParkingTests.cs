using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing;

/// <summary>An account that cannot or may not be charged is parked with its reason; all others go on.</summary>
public sealed class ParkingTests
{
    [Theory, EveryDatabase]
    public async Task Sweep_MoreThanTheBoundAtOnce_WaitsForAnAdminAndIsThenChargedInFull(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.HeartbeatDays = 365);
        await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromDays(32));

        var first = await panel.ChargeAsync();
        var parked = await AccountAsync(panel);
        var unparked = await panel.Get<AccountAdmin>().UnparkAsync(Actor.System, panel.Stock.Account);
        var second = await panel.ChargeAsync();

        Assert.Equal(new SweepResult(0, 1), first);
        Assert.Contains("more than 31 days ago", parked.ParkedReason, StringComparison.Ordinal);
        Assert.Equal(Money.FromUnits(100), parked.Credit);
        Assert.False(unparked.IsRefused, unparked.Refusal?.English);
        Assert.Equal(1, second.Done);
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * (32 * 24)), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Sweep_JustWithinTheBound_IsCharged(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.HeartbeatDays = 365);
        await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromDays(31));

        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * (31 * 24)), await panel.CreditAsync(panel.Stock.Account));
    }

    [Theory, EveryDatabase]
    public async Task Sweep_AnAmountBeyondItsRange_ParksThatAccountAlone(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var (rich, _) = await panel.AddCustomerAsync("bob");
        await panel.BillVmAsync("web-1");
        var dear = await panel.BillVmAsync("dear");
        await panel.WriteAsync(async db =>
        {
            await db.VirtualMachines.Where(v => v.Id == dear).ExecuteUpdateAsync(s => s.SetProperty(v => v.AccountId, rich));
            await db.VmBillings.Where(b => b.VmId == dear).ExecuteUpdateAsync(s => s.SetProperty(b => b.AccountId, rich));
        });
        await panel.ChangeRateAsync(dear, Money.FromUnits(600_000_000));
        panel.Advance(TimeSpan.FromHours(3));

        var result = await panel.ChargeAsync();

        Assert.Equal(new SweepResult(1, 1), result);
        Assert.NotNull((await AccountAsync(panel, rich)).ParkedAt);
        Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(rich));
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 3), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Sweep_ALineThatWouldBreakTheChain_ParksTheAccountAndWritesNothing(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromHours(2));
        await panel.ChargeAsync();
        // A watermark that somebody set back by hand: its hours have lines already.
        await panel.WriteAsync(db => db.VmBillings.Where(b => b.VmId == vm).ExecuteUpdateAsync(s => s.SetProperty(b => b.ChargedUntil, b => b.Start)));
        panel.Advance(TimeSpan.FromHours(1));

        var result = await panel.ChargeAsync();

        Assert.Equal(new SweepResult(0, 1), result);
        Assert.NotNull((await AccountAsync(panel)).ParkedAt);
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 2), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(1, await panel.ReadAsync(db => db.ChargeLines.CountAsync()));
    }

    private static Task<Account> AccountAsync(TestPanel panel, AccountId? id = null) => panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == (id ?? panel.Stock.Account)));
}
