using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing;

/// <summary>A deletion is always accepted; what its machine still owes is charged when it can be.</summary>
public sealed class ParkedDeletionTests
{
    [Theory, EveryDatabase]
    public async Task Delete_WhoseLastChargeIsOutOfBounds_IsAcceptedAndChargedOnceUnparked(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        panel.AdvanceTo(await StartAsync(panel, vm) + TimeSpan.FromMinutes(130));
        var credit = await panel.CreditAsync(panel.Stock.Account);
        await SetCreditAsync(panel, -Money.MaxNanos);

        var outcome = await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();

        Assert.Null(outcome.Refusal);
        Assert.Equal(VmLifecycle.Deleted, (await panel.VmAsync(vm)).Lifecycle);
        Assert.Contains("last charge", (await AccountAsync(panel)).ParkedReason, StringComparison.Ordinal);
        await SetCreditAsync(panel, credit.Nanos);
        await panel.AssertBooksInOrderAsync();
        await CatchUpAsync(panel);
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 3), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Delete_WhileParked_ChargesNothingUntilUnparkedAndThenWhatItLived(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.MinimumIntervals = 2);
        var (vm, young) = (await panel.CreateVmAsync(), await panel.CreateVmAsync("web-2"));
        await ParkAsync(panel);
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, young);
        panel.AdvanceTo(await StartAsync(panel, vm) + TimeSpan.FromHours(26));
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        panel.Advance(TimeSpan.FromDays(3));
        await panel.SettleAsync();
        await panel.ChargeAsync();
        Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();

        await CatchUpAsync(panel);

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 28), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Delete_OfWhatWasChargedToTheSecond_StillOwesTheMinimum(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.MinimumIntervals = 3);
        var vm = await panel.CreateVmAsync();
        panel.AdvanceTo(await StartAsync(panel, vm) + TimeSpan.FromHours(1));
        await panel.ChargeAsync();
        await ParkAsync(panel);
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        await CatchUpAsync(panel);

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 3), await panel.CreditAsync(panel.Stock.Account));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Verify_ADaySealedThatAMachineMayStillAddTo_IsNamed(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.CreateVmAsync();
        panel.Advance(TimeSpan.FromHours(2));
        await panel.ChargeAsync();
        await panel.WriteAsync(db => db.LedgerEntries.Where(e => e.Day != null).ExecuteUpdateAsync(s => s.SetProperty(e => e.IsSealed, true)));

        var found = await panel.Get<Verifier>().RunAsync();

        Assert.Equal("sealed-day", Assert.Single(found).Rule);
    }

    [Theory, EveryDatabase]
    public async Task Verify_AnEndThatWasNotReached_IsNamedUnlessTheAccountIsParked(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.CreateVmAsync();
        await ParkAsync(panel);
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);
        await panel.SettleAsync();
        await panel.AssertBooksInOrderAsync();

        await panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.ParkedAt, (Instant?)null)));

        Assert.Equal("short-billing", Assert.Single(await panel.Get<Verifier>().RunAsync()).Rule);
    }

    private static async Task CatchUpAsync(TestPanel panel)
    {
        await panel.Get<AccountAdmin>().UnparkAsync(Actor.System, panel.Stock.Account);
        panel.Advance(TimeSpan.FromMinutes(1));
        await panel.ChargeAsync();
    }

    private static Task ParkAsync(TestPanel panel) => panel.WriteAsync(db => db.Accounts.ExecuteUpdateAsync(s => s
        .SetProperty(a => a.ParkedAt, panel.Now).SetProperty(a => a.ParkedReason, "a test")));

    private static Task SetCreditAsync(TestPanel panel, long nanos) => panel.WriteAsync(db =>
        db.Accounts.ExecuteUpdateAsync(s => s.SetProperty(a => a.Credit.Nanos, nanos)));

    private static Task<Account> AccountAsync(TestPanel panel) => panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account));

    private static Task<Instant> StartAsync(TestPanel panel, VmId vm) => panel.ReadAsync(db => db.VmBillings.Where(b => b.VmId == vm).Select(b => b.Start).SingleAsync());
}
