using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Notifications;
using Lobster.Core.Oversight;
using Lobster.Core.Payments;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Oversight;

public sealed class OverviewTests
{
    [Theory, EveryDatabase]
    public async Task Figures_ManyFullAccounts_SumWithoutOverflow(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        await panel.WriteAsync(db =>
        {
            for (var i = 0; i < 12; i++) db.Accounts.Add(new Account { Name = $"full-{i}", Credit = new Money(Money.MaxNanos), CreatedAt = panel.Now });
            for (var i = 0; i < 11; i++) db.Accounts.Add(new Account { Name = $"owes-{i}", Credit = new Money(-Money.MaxNanos + 1), CreatedAt = panel.Now });
            return Task.CompletedTask;
        });

        var figures = (await ReadAsync(panel, finance)).Figures!;

        Assert.Equal(12_000_000_100m, figures.Credit);
        Assert.Equal((11_000_000_000m - 0.000000011m, 11), (figures.Debt, figures.Debtors));
    }

    [Theory, EveryDatabase]
    public async Task Figures_AfterACharge_AreTheLedgers(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        panel.AdvanceTo(Instant.StartOf(panel.Now.Day.AddDays(1)));
        await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromHours(26));
        await panel.ChargeAsync();

        var overview = await ReadAsync(panel, admin);

        Assert.Equal(30, overview.Figures!.Days.Count);
        Assert.Equal((PanelStock.SmallPrice * 2).ToDecimal(), overview.Figures.ChargedToday);
        Assert.Equal((PanelStock.SmallPrice * 24).ToDecimal(), overview.Figures.Days[^2].Units);
        Assert.Equal(PanelStock.SmallPrice.ToDecimal(), overview.Figures.Burn);
        var region = Assert.Single(overview.Regions);
        Assert.Equal((1, PanelStock.SmallPrice.ToDecimal()), (region.Machines, region.HourlyRate));
        Assert.Equal((ChargeSweep.Name, 1), (overview.Sweeps[0].Sweep, overview.Sweeps[0].Runs[0].Done));
    }

    [Theory, EveryDatabase]
    public async Task Overview_BySupport_HidesThePanelsMoney(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var support = await PanelStock.AddStaffAsync(panel, UserRoles.Support);

        var overview = await ReadAsync(panel, support);
        var books = await panel.Get<BooksCheck>().RunAsync(support);
        var customer = await panel.Get<OverviewQueries>().ReadAsync(panel.Stock.Owner);

        Assert.Null(overview.Figures);
        Assert.Equal(1, overview.Standing[StandingState.Good]);
        Assert.IsType<Refusal.NotAllowed>(books.Refusal);
        Assert.IsType<Refusal.NotAllowed>(customer.Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Alarms_OfEveryKind_AreShown(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var (failed, leaving, gone) = (await panel.BillVmAsync("web-1"), await panel.BillVmAsync("old-wiki"), await panel.BillVmAsync("gone"));
        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, leaving);
        await panel.WriteAsync(db => db.VirtualMachines.Where(v => v.Id == gone).ExecuteUpdateAsync(s => s.SetProperty(v => v.Lifecycle, VmLifecycle.Deleted)));
        await panel.WriteAsync(db => db.Operations.Where(o => o.VmId == failed || o.VmId == gone).ExecuteUpdateAsync(s => s
            .SetProperty(o => o.State, OperationState.Failed).SetProperty(o => o.Error, "No room").SetProperty(o => o.FinishedAt, panel.Now)));
        panel.Advance(TimeSpan.FromMinutes(3));
        await panel.WriteAsync(db => BreakAsync(db, panel));

        var alarms = (await ReadAsync(panel, admin)).Alarms;

        Assert.Equal(
            [typeof(Alarm.SweepHeld), typeof(Alarm.RegionSilent), typeof(Alarm.AccountParked), typeof(Alarm.PaymentInReview), typeof(Alarm.DeletionOpen), typeof(Alarm.OperationFailed), typeof(Alarm.MailGivenUp)],
            alarms.Shown.Select(a => a.GetType()));
        Assert.Equal(7, alarms.Total);
        Assert.Equal(failed, alarms.Shown.OfType<Alarm.OperationFailed>().Single().VmId);
        Assert.Equal(leaving, alarms.Shown.OfType<Alarm.DeletionOpen>().Single().Id);
    }

    [Theory, EveryDatabase]
    public async Task Clock_Confirmed_IsNoAlarmAnyMore(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await panel.ChargeAsync();
        panel.Advance(TimeSpan.FromDays(8));
        await panel.ChargeAsync();
        var held = await ReadAsync(panel, admin);

        await panel.Get<Heartbeat>().ConfirmAsync(admin, panel.Now);

        Assert.IsType<Alarm.SweepHeld>(Assert.Single(held.Alarms.Shown));
        Assert.Empty((await ReadAsync(panel, admin)).Alarms.Shown);
    }

    [Theory, EveryDatabase]
    public async Task Books_WithAWrongBalance_NameIt(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var finance = await PanelStock.AddStaffAsync(panel, UserRoles.Finance);
        var books = panel.Get<BooksCheck>();

        var right = (await books.RunAsync(finance)).Value!;
        await panel.WriteAsync(db => db.Accounts.Where(a => a.Id == panel.Stock.Account).ExecuteUpdateAsync(s => s.SetProperty(a => a.Credit.Nanos, 1)));
        var wrong = (await books.RunAsync(finance)).Value!;

        Assert.Empty(right.Violations);
        Assert.Contains(wrong.Violations, v => v.Subject.Contains(panel.Stock.Account.ToString(), StringComparison.Ordinal));
    }

    private static async Task BreakAsync(LobsterDbContext db, TestPanel panel)
    {
        var (now, account) = (panel.Now, panel.Stock.Account);
        await db.Regions.ExecuteUpdateAsync(s => s.SetProperty(r => r.FailingSince, now));
        await db.ParkAsync(account, now, "Looked odd", CancellationToken.None);
        db.SweepStates.Add(new SweepState { Sweep = Heartbeat.Row, HeldBecause = "The clock jumped." });
        db.Payments.Add(new Payment { Reference = "r-1", AccountId = account, Gateway = "test", RequestId = Guid.CreateVersion7(), State = PaymentState.Review, Currency = "USD", GrossMinor = 500, Credit = Money.FromUnits(5), Note = "Other amount", CreatedAt = now });
        db.Enqueue(now, "m-1", "mara@example.com", new Letter("Low credit", "<p>", "text"));
        await db.SaveChangesAsync();
        await db.OutgoingMails.ExecuteUpdateAsync(s => s.SetProperty(m => m.GivenUpAt, now).SetProperty(m => m.Error, "550"));
    }

    private static async Task<PanelOverview> ReadAsync(TestPanel panel, Actor actor)
    {
        var read = await panel.Get<OverviewQueries>().ReadAsync(actor);
        Assert.False(read.IsRefused, read.Refusal?.English);
        return read.Value;
    }
}
