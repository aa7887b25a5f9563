using Lobster.Backends;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Payments;

/// <summary>Bank transfers: instructions, what staff record, the second pair of eyes, and taking it back.</summary>
public sealed class TransferDeskTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);

    [Theory, EveryDatabase]
    public async Task Begin_TellsTheCustomerWhatToEnter(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await BeginAsync(scene, 25);

        var shown = await new PaymentQueries(scene.Database.Transactions, Bank(scene)).FindAsync(scene.Customer, payment.Id);

        Assert.Equal(["25.00 USD", "Lobster Hosting", "DE02120300000000202051", payment.GatewayId], shown!.Instructions.Select(i => i.Value));
        Assert.StartsWith("LB", payment.GatewayId, StringComparison.Ordinal);
    }

    [Theory]
    [EveryDatabase("25.00", 25)]
    [EveryDatabase("24.00", 24)]
    [EveryDatabase("30.00", 25)]
    public async Task Record_WhatCame_IsCreditedOnce(DatabaseProvider provider, string amount, int credit)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await BeginAsync(scene, 25);
        var form = new TransferForm(payment.Id, amount, "2026-01-05/77", Today);

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Desk(scene).RecordAsync(scene.Staff, form)));

        Assert.Single(all, o => !o.IsRefused);
        Assert.Equal((PaymentState.Completed, Money.FromUnits(credit)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Record_SameBookingForAnotherPayment_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (first, second) = (await BeginAsync(scene, 25), await BeginAsync(scene, 25));
        await Desk(scene).RecordAsync(scene.Staff, new TransferForm(first.Id, "25.00", "B1", Today));

        var again = await Desk(scene).RecordAsync(scene.Colleague, new TransferForm(second.Id, "25.00", "B1", Today));

        Assert.IsType<Refusal.Conflict>(again.Refusal);
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Record_AboveTheLimit_WaitsForSomebodyElse(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        scene.Rules.SecondApprovalAbove = 100;
        var payment = await BeginAsync(scene, 200);
        await Desk(scene).RecordAsync(scene.Staff, new TransferForm(payment.Id, "200.00", "B1", Today));
        var held = await scene.AgainAsync(payment);

        var own = await scene.ReviewDesk().CreditAsync(scene.Staff, new ReviewForm(payment.Id, held.Version, "200.00", "Checked"));
        var other = await scene.ReviewDesk().CreditAsync(scene.Colleague, new ReviewForm(payment.Id, held.Version, "200.00", "Checked"));

        Assert.Equal(PaymentState.Review, held.State);
        Assert.IsType<Refusal.Conflict>(own.Refusal);
        Assert.Null(other.Refusal);
        Assert.Equal((scene.Colleague.UserId, Money.FromUnits(200)), ((await scene.AgainAsync(payment)).ApprovedBy, await scene.CreditAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Void_TakesTheCreditBackByAnEntryOfItsOwn(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await BeginAsync(scene, 25);
        await Desk(scene).RecordAsync(scene.Staff, new TransferForm(payment.Id, "25.00", "B1", Today));
        var request = Guid.CreateVersion7();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Desk(scene).VoidAsync(scene.Staff, payment.Id, request, "Entered for the wrong customer")));

        await using var db = scene.Database.Open();
        Assert.Equal([EntryKind.Payment, EntryKind.Refund], await db.LedgerEntries.OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync());
        Assert.Equal((PaymentState.Refunded, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory]
    [EveryDatabase("", "B1", "Amount")]
    [EveryDatabase("0", "B1", "Amount")]
    [EveryDatabase("1.001", "B1", "Amount")]
    [EveryDatabase("25", "", "BankReference")]
    public async Task Record_BadInput_IsRefusedBesideTheField(DatabaseProvider provider, string amount, string booking, string field)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await BeginAsync(scene, 25);

        var outcome = await Desk(scene).RecordAsync(scene.Staff, new TransferForm(payment.Id, amount, booking, Today));

        Assert.Equal(field, Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Record_ByTheCustomer_IsNotAllowed(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await BeginAsync(scene, 25);

        var outcome = await Desk(scene).RecordAsync(scene.Customer, new TransferForm(payment.Id, "25.00", "B1", Today));

        Assert.IsType<Refusal.NotAllowed>(outcome.Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Sweep_AfterItsDays_LetsAnUnpaidOneExpire(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await BeginAsync(scene, 25);

        for (var day = 0; day < 15; day++)
        {
            scene.Database.Time.Advance(TimeSpan.FromDays(1));
            await scene.LookUps(Bank(scene)).RunAsync();
        }

        Assert.Equal(PaymentState.Expired, (await scene.AgainAsync(payment)).State);
    }

    private static TransferDesk Desk(PaymentScene scene) => new(scene.Database.Transactions, Bank(scene), scene.Posting, scene.Rules, scene.Database.Clock);

    private static PaymentGateways Bank(PaymentScene scene) => scene.Gateways(Factory(scene));

    private static IGatewayFactory Factory(PaymentScene scene)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(scene.Database.Clock).AddSingleton<TimeProvider>(scene.Database.Time).AddLobsterBackends();
        return services.BuildServiceProvider().GetServices<IGatewayFactory>().Single(f => f.Type == "bank");
    }

    private static async Task<Payment> BeginAsync(PaymentScene scene, decimal amount)
    {
        var options = new Dictionary<string, string> { ["holder"] = "Lobster Hosting", ["account"] = "DE02120300000000202051" };
        await scene.SetUpAsync(Factory(scene), options);
        var request = new DepositRequest(Guid.CreateVersion7(), scene.Account, Money.FromDecimal(amount), "bank");
        var begun = await scene.Deposits(Bank(scene)).BeginAsync(scene.Customer, request, PaymentScene.PageOf);
        Assert.Null(begun.Refusal);
        return await scene.PaymentAsync(p => p.RequestId == request.RequestId);
    }
}
