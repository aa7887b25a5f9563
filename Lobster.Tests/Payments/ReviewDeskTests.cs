using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments;

/// <summary>Staff decide about money that does not fit.</summary>
public sealed class ReviewDeskTests
{
    [Theory, EveryDatabase]
    public async Task Credit_OfWhatCame_IsOnTheAccountOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await HeldAsync(scene);
        var form = new ReviewForm(payment.Id, payment.Version, "24.00", "It is what came");

        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scene.ReviewDesk().CreditAsync(scene.Staff, form)));

        Assert.Single(all, o => !o.IsRefused);
        Assert.Equal((PaymentState.Completed, Money.FromUnits(24)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory]
    [EveryDatabase("25.01")]
    [EveryDatabase("0")]
    [EveryDatabase("-1")]
    [EveryDatabase("")]
    public async Task Credit_OfAnotherAmountThanMayBe_IsRefused(DatabaseProvider provider, string credit)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await HeldAsync(scene);

        var outcome = await scene.ReviewDesk().CreditAsync(scene.Staff, new ReviewForm(payment.Id, payment.Version, credit, "x"));

        Assert.Equal(nameof(ReviewForm.Credit), Assert.IsType<Refusal.Invalid>(outcome.Refusal).Field);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Credit_ByTheCustomer_IsNotAllowed(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await HeldAsync(scene);

        var outcome = await scene.ReviewDesk().CreditAsync(scene.Customer, new ReviewForm(payment.Id, payment.Version, "24.00", "x"));

        Assert.IsType<Refusal.NotAllowed>(outcome.Refusal);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Theory, EveryDatabase]
    public async Task Refund_ToldOfCreditedReview_TakesInProportionToWhatCame(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await HeldAsync(scene);
        await scene.ReviewDesk().CreditAsync(scene.Staff, new ReviewForm(payment.Id, payment.Version, "24.00", "x"));

        await scene.DeliverAsync(new TestEvent("e1", "refund.completed", payment.Reference, "re_1", 1200));
        await scene.Worker().RunAsync();

        Assert.Equal(Money.FromUnits(12), await scene.CreditAsync());
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory]
    [EveryDatabase(true, false, TestOutcome.Underpaid, 24)]
    [EveryDatabase(false, true, TestOutcome.PaidLate, 25)]
    public async Task Settings_ThatCreditWithoutStaff_DoSo(DatabaseProvider provider, bool underpaid, bool late, TestOutcome outcome, int credit)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        (scene.Rules.CreditUnderpaid, scene.Rules.CreditLate) = (underpaid, late);
        var payment = await scene.BeginAsync(25);

        await scene.DeliverAsync(payment, outcome);
        while (await scene.Worker().RunAsync() > 0) { }

        Assert.Equal((PaymentState.Completed, Money.FromUnits(credit)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Empty(await scene.ViolationsAsync());
    }

    private static async Task<Payment> HeldAsync(PaymentScene scene)
    {
        var payment = await scene.BeginAsync(25);
        await scene.DeliverAsync(payment, TestOutcome.Underpaid);
        await scene.Worker().RunAsync();
        var held = await scene.AgainAsync(payment);
        Assert.Equal(PaymentState.Review, held.State);
        return held;
    }
}
