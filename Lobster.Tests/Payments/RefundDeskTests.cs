using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments;

/// <summary>Staff send money back.</summary>
public sealed class RefundDeskTests
{
    [Theory, EveryDatabase]
    public async Task Refund_SubmittedTenTimesAtOnce_IsSentOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.PaidAsync(25);
        var form = new RefundForm(Guid.CreateVersion7(), payment.Id, "10.00", "Not needed any more");

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => scene.RefundDesk().RequestAsync(scene.Staff, form)));

        Assert.Single(all.Select(o => o.Value).Distinct());
        var after = await scene.AgainAsync(payment);
        Assert.Equal((PaymentState.PartiallyRefunded, 1000, Money.FromUnits(15)), (after.State, after.RefundedMinor, await scene.CreditAsync()));
        Assert.Single(scene.Bank.Of(payment.Reference), e => e.Type == "refund.completed");
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory]
    [EveryDatabase("25.01")]
    [EveryDatabase("0")]
    [EveryDatabase("-5")]
    [EveryDatabase("1.001")]
    [EveryDatabase("NaN")]
    public async Task Refund_AmountNotAllowed_IsRefusedBesideTheField(DatabaseProvider provider, string amount)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.PaidAsync(25);

        var outcome = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, amount, "x"));

        Assert.Equal(nameof(RefundForm.Amount), Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_OfCreditThatIsSpent_IsRefusedBeyondWhatIsLeft(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.PaidAsync(25);
        await scene.SpendAsync(20);

        var tooMuch = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.01", "x"));
        var rest = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.00", "x"));

        Assert.IsType<Refusal.Invalid>(tooMuch.Refusal);
        Assert.Null(rest.Refusal);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_ByCustomersAndSupport_IsNotAllowed(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.PaidAsync(25);

        var outcome = await scene.RefundDesk().RequestAsync(scene.Customer, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.00", "x"));

        Assert.IsType<Refusal.NotAllowed>(outcome.Refusal);
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_RefusedByTheProvider_GivesTheCreditBack(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.PaidAsync(25);

        var outcome = await scene.RefundDesk(new SilentGateway(GatewayErrorKind.Rejected)).RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.00", "x"));

        await using var db = scene.Database.Open();
        var refund = await db.Refunds.SingleAsync(r => r.Id == outcome.Value);
        Assert.Equal((RefundState.Failed, "It is broken."), (refund.State, refund.Note));
        Assert.Equal((PaymentState.Completed, Money.FromUnits(25)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_AnswerLost_IsAskedAgainLaterAndSentOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.PaidAsync(25);
        var form = new RefundForm(Guid.CreateVersion7(), payment.Id, "5.00", "x");

        await scene.RefundDesk(new SilentGateway(GatewayErrorKind.OutcomeUnknown)).RequestAsync(scene.Staff, form);
        var meanwhile = await scene.CreditAsync();
        await scene.RefundSender().RunAsync();
        var early = scene.Bank.Of(payment.Reference).Count(e => e.Type == "refund.completed");
        scene.Database.Time.Advance(TimeSpan.FromMinutes(5));
        await scene.RefundSender().RunAsync();

        Assert.Equal((Money.FromUnits(20), 0), (meanwhile, early));
        Assert.Single(scene.Bank.Of(payment.Reference), e => e.Type == "refund.completed");
        Assert.Equal((PaymentState.PartiallyRefunded, Money.FromUnits(20)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Refund_OfADisputedPayment_IsRefused(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.PaidAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Disputed);
        await scene.Worker().RunAsync();

        var outcome = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "5.00", "x"));

        Assert.IsType<Refusal.Conflict>(outcome.Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Refund_OfMoneyInReview_SendsItBackWithoutTouchingTheCredit(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Underpaid);
        await scene.Worker().RunAsync();

        var outcome = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "24.00", "It was too little"));

        Assert.Null(outcome.Refusal);
        Assert.Equal((PaymentState.Refunded, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_OfMoneyInReview_ThatFailsAtTheBank_WaitsForADecisionAgain(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Underpaid);
        await scene.Worker().RunAsync();
        var outcome = await scene.RefundDesk().RequestAsync(scene.Staff, new RefundForm(Guid.CreateVersion7(), payment.Id, "24.00", "It was too little"));
        await using var db = scene.Database.Open();
        var refund = await db.Refunds.AsNoTracking().SingleAsync(r => r.Id == outcome.Value);

        await scene.DeliverAsync(new TestEvent("e1", "refund.failed", payment.Reference, refund.RefundKey, 2400));
        await scene.Worker().RunAsync();

        var after = await scene.AgainAsync(payment);
        Assert.Equal((PaymentState.Review, 0, Money.Zero), (after.State, after.RefundedMinor, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }
}
