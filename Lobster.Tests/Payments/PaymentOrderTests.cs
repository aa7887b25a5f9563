using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Core.Verification;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments;

/// <summary>What a provider tells ends the same in whatever order it comes, and however often.</summary>
public sealed class PaymentOrderTests
{
    [Fact]
    public async Task Deliveries_InEveryOrder_EndTheSame()
    {
        var seen = new HashSet<(PaymentState, Money, long)>();
        foreach (var order in Orders(5))
        {
            await using var scene = await PaymentScene.CreateAsync(DatabaseProvider.Sqlite);
            var payment = await scene.BeginAsync(25);
            var all = Story(payment);

            foreach (var i in order)
            {
                await scene.DeliverAsync(all[i]);
                await scene.Worker().RunAsync();
            }

            var after = await scene.AgainAsync(payment);
            seen.Add((after.State, await scene.CreditAsync(), after.RefundedMinor));
            Assert.Empty(await scene.ViolationsAsync());
        }

        // 25 paid, 10 refunded, the dispute of the rest won.
        Assert.Equal([(PaymentState.PartiallyRefunded, Money.FromUnits(15), 1000)], seen);
    }

    [Theory, EveryDatabase]
    public async Task Deliveries_AllAtOnceAndTenTimes_EndTheSame(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        var all = Story(payment);

        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(i => all.Select(async e =>
        {
            await scene.DeliverAsync(e with { Id = $"{e.Id}_{i}" });
            await scene.Worker().RunAsync();
        })));
        while (await scene.Worker().RunAsync() > 0) { }

        Assert.Equal((PaymentState.PartiallyRefunded, Money.FromUnits(15)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory]
    [EveryDatabase(3)]
    [EveryDatabase(7)]
    [EveryDatabase(33)]
    public async Task Refunds_InOddParts_TakeAllTheCreditAndNoMore(DatabaseProvider provider, int parts)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(64.10m);
        await scene.DeliverAsync(payment, TestOutcome.Paid);
        for (var (i, left) = (0, payment.GrossMinor); i < parts; i++)
        {
            var part = i == parts - 1 ? left : payment.GrossMinor / parts;
            await scene.DeliverAsync(new TestEvent($"evt_{i}", "refund.completed", payment.Reference, $"re_{i}", part));
            left -= part;
        }

        while (await scene.Worker().RunAsync() > 0) { }

        Assert.Equal((PaymentState.Refunded, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_ThatFailsAfterAll_GivesItsCreditBack(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.DeliverAsync(new TestEvent("e1", "refund.completed", payment.Reference, "re_1", 1000));
        await scene.Worker().RunAsync();

        await scene.DeliverAsync(new TestEvent("e2", "refund.failed", payment.Reference, "re_1", 1000));
        await scene.Worker().RunAsync();

        Assert.Equal((PaymentState.Completed, Money.FromUnits(25)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Dispute_OpenedAndLost_HoldsAndThenTakesOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.DeliverAsync(payment, TestOutcome.Disputed);
        await scene.Worker().RunAsync();
        var held = await scene.CreditAsync();

        await scene.DeliverAsync(payment, TestOutcome.DisputeLost);
        await scene.Worker().RunAsync();

        Assert.Equal(Money.Zero, held);
        Assert.Equal((PaymentState.ChargedBack, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        await using var db = scene.Database.Open();
        Assert.Equal(
            [EntryKind.Payment, EntryKind.DisputeHold, EntryKind.DisputeRelease, EntryKind.Chargeback], await db.LedgerEntries.OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync());
        Assert.Equal(["Received: 25.00 USD", "Disputed: 25.00 USD", "DisputeLost: 25.00 USD"], await db.OutgoingMails.OrderBy(m => m.Id).Select(m => m.Subject).ToListAsync());
    }

    [Theory, EveryDatabase]
    public async Task Dispute_WithHoldsSwitchedOff_TakesOnlyWhenLost(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        scene.Rules.WhenDisputed = DisputePolicy.Leave;
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.DeliverAsync(payment, TestOutcome.Disputed);
        await scene.Worker().RunAsync();
        var open = (await scene.AgainAsync(payment)).State;
        var meanwhile = await scene.CreditAsync();

        await scene.DeliverAsync(payment, TestOutcome.DisputeLost);
        await scene.Worker().RunAsync();

        Assert.Equal((PaymentState.Disputed, Money.FromUnits(25)), (open, meanwhile));
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task RefundAndLostDispute_OfTheSameMoney_TakeItOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.DeliverAsync(new TestEvent("e1", "refund.completed", payment.Reference, "re_1", 2500));
        await scene.DeliverAsync(payment, TestOutcome.DisputeLost);

        while (await scene.Worker().RunAsync() > 0) { }

        Assert.Equal(Money.Zero, await scene.CreditAsync());
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_OfSpentCredit_LeavesTheAccountBelowZero(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Paid);
        await scene.Worker().RunAsync();
        await scene.SpendAsync(20);

        await scene.DeliverAsync(payment, TestOutcome.RefundedInFull);
        await scene.Worker().RunAsync();

        Assert.Equal(-Money.FromUnits(20), await scene.CreditAsync());
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Overpaid_SurplusSentBack_TakesNoCredit(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Overpaid);
        await scene.DeliverAsync(new TestEvent("e1", "refund.completed", payment.Reference, "re_1", 100));

        while (await scene.Worker().RunAsync() > 0) { }

        Assert.Equal((PaymentState.Completed, Money.FromUnits(25)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    // Pending is what the payment is when it was begun; the others are told.
    private static TestEvent[] Story(Payment payment) =>
    [
        new("evt_paid", "payment.paid", payment.Reference, "ch_1", payment.GrossMinor, payment.Currency, 30),
        new("evt_part", "refund.pending", payment.Reference, "re_1", 1000),
        new("evt_back", "refund.completed", payment.Reference, "re_1", 1000),
        new("evt_open", "dispute.opened", payment.Reference, "dp_1", 1500),
        new("evt_won", "dispute.won", payment.Reference, "dp_1", 1500),
    ];

    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
}
