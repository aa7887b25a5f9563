using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments;

public sealed class PaymentWorkerTests
{
    [Theory, EveryDatabase]
    public async Task Paid_OncePosted_CreditsAccountWithEntryEventAndMail(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);

        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.Worker().RunAsync();

        await using var db = scene.Database.Open();
        var entry = await db.LedgerEntries.SingleAsync();
        Assert.Equal((EntryKind.Payment, Money.FromUnits(25), payment.Id), (entry.Kind, entry.Amount, entry.PaymentId!.Value));
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        Assert.Equal(PaymentState.Completed, (await scene.AgainAsync(payment)).State);
        Assert.Equal("anna@example.com", (await db.OutgoingMails.SingleAsync()).To);
        Assert.Equal(1, await db.Events.CountAsync(e => e.Type == "payment.completed"));
    }

    [Theory, EveryDatabase]
    public async Task Paid_FiftyIdenticalDeliveriesAtOnce_CreditOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        var paid = TestGatewayPlayer.Script(payment, TestOutcome.Paid)[0];

        var isNew = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            var stored = await scene.DeliverAsync(paid);
            await scene.Worker().RunAsync();
            return stored;
        }));

        Assert.Single(isNew, stored => stored);
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        Assert.Single(await scene.DeliveriesAsync());
    }

    [Theory, EveryDatabase]
    public async Task Paid_SameMoneyUnderFiftyEventIds_CreditsOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        var paid = TestGatewayPlayer.Script(payment, TestOutcome.Paid)[0];

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            await scene.DeliverAsync(paid with { Id = $"evt_{i}" });
            await scene.Worker().RunAsync();
        }));

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        var deliveries = await scene.DeliveriesAsync();
        Assert.Equal(1, deliveries.Count(d => d.State == GatewayEventState.Processed));
        Assert.Equal(49, deliveries.Count(d => d.State == GatewayEventState.Ignored));
    }

    [Theory, EveryDatabase]
    public async Task Paid_ProgramDiedBetweenStoreAndWork_IsCreditedOnceAfterRestart(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Paid);

        Assert.Equal(Money.Zero, await scene.CreditAsync());
        await scene.Worker().RunAsync();
        await scene.Worker().RunAsync();

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Paid_OutsideTheDepositLimitsOfNow_IsCreditedAllTheSame(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        (scene.Options.MinimumDeposit, scene.Options.MaximumDeposit) = (50, 60);

        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.Worker().RunAsync();

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Paid_BeforeTheGatewayAnsweredOurCall_IsCredited(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.Database.Transactions.RunAsync((db, token) =>
            db.Payments.ExecuteUpdateAsync(s => s.SetProperty(p => p.State, PaymentState.Created), token));

        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.Worker().RunAsync();

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory]
    [EveryDatabase(TestOutcome.Underpaid, PaymentState.Review, 0)]
    [EveryDatabase(TestOutcome.Overpaid, PaymentState.Completed, 25)]
    [EveryDatabase(TestOutcome.Declined, PaymentState.Failed, 0)]
    [EveryDatabase(TestOutcome.Expired, PaymentState.Expired, 0)]
    [EveryDatabase(TestOutcome.Cancelled, PaymentState.Cancelled, 0)]
    [EveryDatabase(TestOutcome.PaidLate, PaymentState.Review, 0)]
    [EveryDatabase(TestOutcome.PaidTwice, PaymentState.Completed, 25)]
    public async Task Outcome_Played_LeavesStateAndCredit(DatabaseProvider provider, TestOutcome outcome, PaymentState state, int credit)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);

        await scene.DeliverAsync(payment, outcome);
        await scene.Worker().RunAsync();

        Assert.Equal(state, (await scene.AgainAsync(payment)).State);
        Assert.Equal(Money.FromUnits(credit), await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Paid_TwiceWithDifferentMoney_CreditsOnceAndTellsAnAdmin(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);

        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.Worker().RunAsync();

        var after = await scene.AgainAsync(payment);
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        Assert.Equal(PaymentState.Completed, after.State);
        Assert.Contains("refund it or credit it by hand", after.Note, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Paid_CurrencyDiffers_WaitsInReview(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        var paid = TestGatewayPlayer.Script(payment, TestOutcome.Paid)[0];

        await scene.DeliverAsync(paid with { Currency = "IDR" });
        await scene.Worker().RunAsync();

        Assert.Equal(PaymentState.Review, (await scene.AgainAsync(payment)).State);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Paid_UnknownReference_RaisesAnAlarm(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        var paid = TestGatewayPlayer.Script(payment, TestOutcome.Paid)[0];

        await scene.DeliverAsync(paid with { Reference = "lobster-pay_nobody" });
        await scene.Worker().RunAsync();

        await using var db = scene.Database.Open();
        Assert.Equal(GatewayEventState.Failed, Assert.Single(await scene.DeliveriesAsync()).State);
        Assert.Equal(1, await db.Events.CountAsync(e => e.Type == "payment.alarm"));
    }

    [Theory, EveryDatabase]
    public async Task Delivery_ThatCannotBeRead_IsTriedAgainLaterAndDoesNotHoldUpOthers(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        var paid = TestGatewayPlayer.Script(payment, TestOutcome.Paid)[0];
        await scene.DeliverAsync(paid with { Id = "evt_broken", Charge = null });

        await scene.DeliverAsync(paid);
        await scene.Worker().RunAsync();

        var broken = (await scene.DeliveriesAsync())[0];
        Assert.Equal((GatewayEventState.Received, 1), (broken.State, broken.Attempts));
        Assert.True(broken.DueAt > Instant.From(scene.Database.Time.GetUtcNow()));
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Paid_AmountsFromFiveToThreeHundred_AreCreditedExactly(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        // Spread over the whole range, and both ends; every single cent is MinorUnitsTests' matter.
        int[] amounts = [500, .. Enumerable.Range(0, 100).Select(i => 500 + (295 * i) + (i / 3)), 29_999, 30_000];
        var payments = await WriteAsync(scene, amounts.Distinct());

        await StorePaidAsync(scene, payments);
        var worker = scene.Worker();
        while (await worker.RunAsync() > 0) { }

        await using var db = scene.Database.Open();
        var credited = await db.LedgerEntries.Select(e => e.Amount.Nanos).ToListAsync();
        Assert.Equal(amounts.Distinct().Select(cents => cents * 10_000_000L), credited.Order());
        Assert.Equal(credited.Sum(), (await scene.CreditAsync()).Nanos);
    }

    private static async Task<List<Payment>> WriteAsync(PaymentScene scene, IEnumerable<int> cents)
    {
        await using var db = scene.Database.Open();
        List<Payment> all =
        [
            .. cents.Select(c => new Payment
            {
                Reference = $"lobster-pay_{c}", AccountId = scene.Account, Gateway = "test", RequestId = Guid.CreateVersion7(), State = PaymentState.Pending,
                Currency = "USD", GrossMinor = c, Credit = MinorUnits.ToMoney(c, "USD"), CreatedAt = scene.Database.Clock.Now,
            }),
        ];
        db.Payments.AddRange(all);
        await db.SaveChangesAsync();
        return all;
    }

    private static async Task StorePaidAsync(PaymentScene scene, IEnumerable<Payment> payments)
    {
        var now = Instant.From(scene.Database.Time.GetUtcNow());
        await using var db = scene.Database.Open();
        db.GatewayEvents.AddRange(
            from payment in payments
            let paid = TestGatewayPlayer.Script(payment, TestOutcome.Paid)[0]
            select new GatewayEvent { Gateway = "test", EventKey = paid.Id, Body = scene.Gateway.Write(paid).Body, ReceivedAt = now, DueAt = now });
        await db.SaveChangesAsync();
    }
}
