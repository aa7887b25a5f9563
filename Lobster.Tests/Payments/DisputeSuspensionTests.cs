using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Payments;

/// <summary>An operator who suspends while a payment is disputed.</summary>
public sealed class DisputeSuspensionTests
{
    [Theory, EveryDatabase]
    public async Task Dispute_WhereThePolicySuspends_StopsMachinesUntilItIsWon(DatabaseProvider provider)
    {
        await using var panel = await PanelAsync(provider, DisputePolicy.Suspend);
        var vm = await panel.CreateVmAsync();
        var (payment, before) = (await PayAsync(panel), await panel.CreditAsync(panel.Stock.Account));

        await TellAsync(panel, payment, DisputeState.Open);
        await panel.SettleAsync();
        var (stopped, credit) = (await panel.VmAsync(vm), await panel.CreditAsync(panel.Stock.Account));
        await TellAsync(panel, payment, DisputeState.Won);
        await panel.SettleAsync();

        Assert.Equal(("stopped", SuspensionKind.Manual, before), (stopped.PowerState, stopped.Suspension, credit));
        Assert.Equal(("running", SuspensionKind.None), await panel.VmAsync(vm) is var row ? (row.PowerState, row.Suspension) : default);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Dispute_Lost_TakesTheCreditAndLeavesTheRestToAnAdmin(DatabaseProvider provider)
    {
        await using var panel = await PanelAsync(provider, DisputePolicy.Suspend);
        var (payment, before) = (await PayAsync(panel), await panel.CreditAsync(panel.Stock.Account));

        await TellAsync(panel, payment, DisputeState.Open);
        await TellAsync(panel, payment, DisputeState.Lost);

        var account = await panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account));
        Assert.Equal((SuspensionKind.Manual, before - Money.FromUnits(25)), (account.Suspension, account.Credit));
        Assert.False((await panel.Get<AccountSuspension>().LiftAsync(await PanelStock.AddStaffAsync(panel, UserRoles.Admin), account.Id, "Paid again")).IsRefused);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Dispute_Won_LeavesASuspensionByStaffAlone(DatabaseProvider provider)
    {
        await using var panel = await PanelAsync(provider, DisputePolicy.Suspend);
        var payment = await PayAsync(panel);
        await panel.Get<AccountSuspension>().SuspendAsync(await PanelStock.AddStaffAsync(panel, UserRoles.Admin), panel.Stock.Account, "Abuse report 17");

        await TellAsync(panel, payment, DisputeState.Open);
        await TellAsync(panel, payment, DisputeState.Won);

        var account = await panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account));
        Assert.Equal((SuspensionKind.Manual, "Abuse report 17"), (account.Suspension, account.SuspensionReason));
    }

    [Theory]
    [EveryDatabase(true)]
    [EveryDatabase(false)]
    public async Task Disputes_OfTwoPayments_SuspendUntilBothAreWon(DatabaseProvider provider, bool isFirstWonFirst)
    {
        await using var panel = await PanelAsync(provider, DisputePolicy.Suspend);
        var (first, second) = (await PayAsync(panel), await PayAsync(panel));
        await TellAsync(panel, first, DisputeState.Open);
        await TellAsync(panel, second, DisputeState.Open);

        await TellAsync(panel, isFirstWonFirst ? first : second, DisputeState.Won);
        var meanwhile = await SuspensionAsync(panel);
        await TellAsync(panel, isFirstWonFirst ? second : first, DisputeState.Won);

        Assert.Equal((SuspensionKind.Manual, SuspensionKind.None), (meanwhile, await SuspensionAsync(panel)));
    }

    [Theory, EveryDatabase]
    public async Task Disputes_OfTwoPayments_OneLost_LeaveTheRestToAnAdmin(DatabaseProvider provider)
    {
        await using var panel = await PanelAsync(provider, DisputePolicy.Suspend);
        var (first, second) = (await PayAsync(panel), await PayAsync(panel));
        await TellAsync(panel, first, DisputeState.Open);
        panel.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(panel, second, DisputeState.Open);

        await TellAsync(panel, second, DisputeState.Lost);
        await TellAsync(panel, first, DisputeState.Won);

        Assert.Equal(SuspensionKind.Manual, await SuspensionAsync(panel));
    }

    [Theory, EveryDatabase]
    public async Task Dispute_WonYearsAfterAnotherWasLost_LiftsItsOwnSuspension(DatabaseProvider provider)
    {
        await using var panel = await PanelAsync(provider, DisputePolicy.Suspend);
        var (old, payment) = (await PayAsync(panel), await PayAsync(panel));
        await TellAsync(panel, old, DisputeState.Open);
        await TellAsync(panel, old, DisputeState.Lost);
        await panel.Get<AccountSuspension>().LiftAsync(await PanelStock.AddStaffAsync(panel, UserRoles.Admin), panel.Stock.Account, "Paid again");
        panel.Advance(TimeSpan.FromDays(20));

        await TellAsync(panel, payment, DisputeState.Open);
        await TellAsync(panel, payment, DisputeState.Won);

        Assert.Equal(SuspensionKind.None, await SuspensionAsync(panel));
    }

    [Theory, EveryDatabase]
    public async Task Dispute_WhereThePolicyHolds_SuspendsNobody(DatabaseProvider provider)
    {
        await using var panel = await PanelAsync(provider, DisputePolicy.Hold);
        var (payment, before) = (await PayAsync(panel), await panel.CreditAsync(panel.Stock.Account));

        await TellAsync(panel, payment, DisputeState.Open);

        var account = await panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account));
        Assert.Equal((SuspensionKind.None, before - Money.FromUnits(25)), (account.Suspension, account.Credit));
    }

    private static Task<TestPanel> PanelAsync(DatabaseProvider provider, DisputePolicy policy) => TestPanel.CreateAsync(provider, more: services => services
        .AddSingleton(new PaymentOptions { WhenDisputed = policy }).AddSingleton<IPaymentLetters, PlainLetters>().AddSingleton<PaymentMail>().AddSingleton<PaymentPosting>());

    private static async Task<PaymentId> PayAsync(TestPanel panel)
    {
        var payment = new Payment
        {
            Reference = $"lobster-pay_{Guid.CreateVersion7():N}", AccountId = panel.Stock.Account, Gateway = "test", RequestId = Guid.CreateVersion7(), State = PaymentState.Pending,
            Currency = "USD", GrossMinor = 2500, Credit = Money.FromUnits(25), CreatedAt = panel.Now,
        };
        await panel.WriteAsync(async db =>
        {
            db.Payments.Add(payment);
            await db.SaveChangesAsync();
        });
        await ApplyAsync(panel, payment.Id, new PaymentReport { Money = new ReportedMoney($"money-{payment.Reference}", 2500, "USD") });
        return payment.Id;
    }

    private static async Task<SuspensionKind> SuspensionAsync(TestPanel panel) => (await panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account))).Suspension;

    private static Task TellAsync(TestPanel panel, PaymentId payment, DisputeState state) =>
        ApplyAsync(panel, payment, new PaymentReport { Disputes = [new ReportedDispute($"dispute-{payment}", 2500, state)] });

    private static async Task ApplyAsync(TestPanel panel, PaymentId payment, PaymentReport report) => await panel.Database.Transactions.RunAsync(
        (db, token) => panel.Get<PaymentPosting>().ApplyAsync(db, payment, report, Actor.System, token));
}
