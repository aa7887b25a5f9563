using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Originals;

/// <summary>What the original charged wrongly, and what ours does instead; one test a row.</summary>
public sealed class ChargingOriginals
{
    [Theory, EveryDatabase]
    public async Task TwoPanelsOnOneDatabase_OneChargeAnHour(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vms = await Task.WhenAll(Enumerable.Range(1, 5).Select(i => panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form($"web-{i}"))));
        await panel.SettleAsync();
        await using var second = panel.SecondNode();
        for (var hour = 0; hour < 4; hour++)
        {
            panel.Advance(TimeSpan.FromHours(1));

            await Task.WhenAll(panel.ChargeAsync(), second.GetRequiredService<ChargeSweep>().RunAsync(), panel.ChargeAsync());
        }

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 20), await panel.CreditAsync(panel.Stock.Account));
        Assert.All(vms, v => Assert.False(v.IsRefused));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task TenDeletesOfOneVmAtOnce_OneFinalCharge(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromMinutes(10));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm)));
        await panel.SettleAsync();

        Assert.Equal(Money.FromUnits(100) - PanelStock.SmallPrice, await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task TwentyCreatesAtOnceWithALimitOfFive_Five(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.VmLimit = 5);

        var all = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form($"web-{i}"))));

        Assert.Equal(5, all.Count(o => !o.IsRefused));
        Assert.All(all.Where(o => o.IsRefused), o => Assert.IsType<Refusal.LimitReached>(o.Refusal));
        Assert.Equal(5, await panel.ReadAsync(db => db.VirtualMachines.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task DeleteAtExactly60Minutes_OneHour(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        var start = await panel.ReadAsync(db => db.VmBillings.Where(b => b.VmId == vm).Select(b => b.Start).SingleAsync());
        panel.AdvanceTo(start + TimeSpan.FromHours(1));
        await panel.ChargeAsync();

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        Assert.Equal(Money.FromUnits(100) - PanelStock.SmallPrice, await panel.CreditAsync(panel.Stock.Account));
    }

    [Theory, EveryDatabase]
    public async Task ResizeDownAtMinute59DeleteAfter61_DearerHourThenCheaper(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var form = panel.Form() with { PlanId = panel.Stock.Large };
        var vm = (await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, form)).Value;
        await panel.SettleAsync();
        var start = await panel.ReadAsync(db => db.VmBillings.Where(b => b.VmId == vm).Select(b => b.Start).SingleAsync());
        panel.AdvanceTo(start + TimeSpan.FromMinutes(59));
        await panel.ChangeRateAsync(vm, PanelStock.SmallPrice);
        panel.AdvanceTo(start + TimeSpan.FromMinutes(61));

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        Assert.Equal(Money.FromUnits(100) - PanelStock.LargePrice - PanelStock.SmallPrice, await panel.CreditAsync(panel.Stock.Account));
    }

    [Theory, EveryDatabase]
    public async Task PlanOfAVmRetiredByAnAdmin_VmLivesOnAndPays(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        await panel.WriteAsync(db => db.Plans.Where(p => p.Id == panel.Stock.Small)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredAt, panel.Now).SetProperty(p => p.IsEnabled, false)));
        panel.Advance(TimeSpan.FromHours(2));

        await panel.ChargeAsync();
        var refused = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form("web-2"));
        var deleted = await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 3), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal("Plan", Assert.IsType<Refusal.Invalid>(refused.Refusal).Field);
        Assert.False(deleted.IsRefused);
    }

    [Theory, EveryDatabase]
    public async Task OneVmThatCannotBeCharged_ItsAccountIsParkedAllOthersAreCharged(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var other = await panel.AddCustomerAsync("jonas");
        await panel.CreateVmAsync();
        var vm = (await panel.Get<VmCreation>().CreateAsync(other.Owner, panel.Form("web-2") with { AccountId = other.Account })).Value;
        await panel.SettleAsync();
        await panel.WriteAsync(db => db.Accounts.Where(a => a.Id == other.Account).ExecuteUpdateAsync(s => s.SetProperty(a => a.Credit.Nanos, -Money.MaxNanos)));
        panel.Advance(TimeSpan.FromHours(1));

        var result = await panel.ChargeAsync();

        Assert.Equal(1, result.Failed);
        Assert.Equal(Money.FromUnits(100) - PanelStock.SmallPrice, await panel.CreditAsync(panel.Stock.Account));
        Assert.NotNull((await panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == other.Account))).ParkedReason);
        Assert.Equal(0, await panel.ReadAsync(db => db.ChargeLines.CountAsync(l => l.VmId == vm)));
    }

    [Theory, EveryDatabase]
    public async Task ClockAYearAheadForOneSweep_NothingIsChargedAndAnAdminIsTold(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.CreateVmAsync();
        await panel.ChargeAsync();
        var before = await panel.CreditAsync(panel.Stock.Account);
        panel.Advance(TimeSpan.FromDays(365));

        var result = await panel.ChargeAsync();

        Assert.NotNull(result.HeldBecause);
        Assert.Equal(before, await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(1, await panel.ReadAsync(db => db.Events.CountAsync(e => e.Type == "sweep.held")));
    }

    [Theory, EveryDatabase]
    public async Task ThreeDaysOfDowntime_EveryHourIsChargedOnce(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.CreateVmAsync();
        await panel.ChargeAsync();
        panel.Advance(TimeSpan.FromDays(3));

        await panel.ChargeAsync();
        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 72), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(3, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.Kind == Core.Ledger.EntryKind.Usage && e.IsSealed)));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task UserDisabledWhileSignedIn_NextRequestIsRefused(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.WriteAsync(db => db.Users.Where(u => u.Id == panel.Stock.Owner.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.DisabledAt, panel.Now)));

        var refused = await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form());

        Assert.IsType<Refusal.NotAllowed>(refused.Refusal);
        Assert.Equal(0, await panel.ReadAsync(db => db.VirtualMachines.CountAsync()));
    }

    [Theory, EveryDatabase("2026-10-25"), EveryDatabase("2026-03-29")]
    public async Task DatabaseZoneWithDaylightSaving_UtcThroughout(DatabaseProvider provider, string day)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        panel.AdvanceTo(Instant.From(DateTimeOffset.Parse(day, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal)));
        await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(24));

        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 24), await panel.CreditAsync(panel.Stock.Account));
    }
}
