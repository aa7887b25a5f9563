using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Lobster.Tests.Harness;

namespace Lobster.Tests.Payments.PayPal;

/// <summary>Refunds, disputes and reversals: each cent goes once.</summary>
public sealed class PayPalMoneyBackTests
{
    private static readonly IReadOnlyList<int> Twice = [0, 1];

    [Fact]
    public async Task Refund_InPartsAskedForHere_IsSentAndDebitedOnce()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();

        await RefundAsync(scene, paid, 1000);
        var part = await scene.LookAsync(paid);
        await RefundAsync(scene, paid, 1500);
        var whole = await scene.LookAsync(paid);

        Assert.Equal((PaymentState.PartiallyRefunded, PaymentState.Refunded), (part.State, whole.State));
        Assert.Equal((1000L, 2500L), (part.RefundedMinor, whole.RefundedMinor));
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }

    [Theory, MemberData(nameof(LostAnswers.All), MemberType = typeof(LostAnswers))]
    public async Task Refund_AnswerLost_IsOneWhenCalledAgain(string how)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        var refund = await WriteRefundAsync(scene, paid, 1000);
        scene.PayPal.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/refund", StringComparison.Ordinal)) { Afterwards = LostAnswers.Make(how) });
        var gateway = (IRefunds)await scene.GatewayAsync();

        var lost = await Assert.ThrowsAsync<GatewayException>(() => Driven.WaitAsync(scene.Database.Time, () => gateway.RefundAsync(paid, refund, CancellationToken.None)));
        var again = await gateway.RefundAsync(paid, refund, CancellationToken.None);
        refund.Attempts = 1;
        var found = await gateway.RefundAsync(paid, refund, CancellationToken.None);
        await scene.LookAsync(paid);

        Assert.Equal(GatewayErrorKind.OutcomeUnknown, lost.Kind);
        Assert.Equal((1000L, RefundState.Completed, refund.RequestId), (again.AmountMinor, again.State, again.RequestId));
        Assert.Equal(again, found);
        Assert.Single(PayPalFake.Listed(scene.PayPal.Orders[paid.GatewayId!], "refunds"));
        Assert.Equal(Money.FromUnits(15), await scene.CreditAsync());
    }

    [Theory]
    [InlineData(2501, "REFUND_AMOUNT_EXCEEDED")]
    public async Task Refund_MoreThanThereIs_IsRejectedInPayPalsWords(long minor, string words)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        var refund = await WriteRefundAsync(scene, paid, minor);

        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await ((IRefunds)await scene.GatewayAsync()).RefundAsync(paid, refund, CancellationToken.None));

        Assert.Equal(GatewayErrorKind.Rejected, failure.Kind);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refund_FailsLater_GivesTheCreditBack()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        scene.PayPal.NewRefund = "PENDING";
        var key = (await RefundAsync(scene, paid, 2500)).Key;
        await scene.LookAsync(paid);
        var between = await scene.CreditAsync();

        scene.PayPal.SetRefund(key, "FAILED");
        scene.PayPal.Captures[paid.MoneyKey!]["status"] = "COMPLETED";
        var after = await scene.LookAsync(paid);

        Assert.Equal((Money.Zero, Money.FromUnits(25)), (between, await scene.CreditAsync()));
        Assert.Equal(PaymentState.Completed, after.State);
    }

    [Fact]
    public async Task Refund_MadeAtPayPal_IsDebitedOnce()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();

        scene.PayPal.SendBack(paid.MoneyKey!, "10.00");
        foreach (var _ in Twice) await scene.LookAsync(paid);

        Assert.Equal((PaymentState.PartiallyRefunded, Money.FromUnits(15)), ((await scene.AgainAsync(paid)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Refund_ToldByTheCaptureButNotListedYet_WaitsForTheList()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        scene.PayPal.Captures[paid.MoneyKey!]["status"] = "PARTIALLY_REFUNDED";

        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await (await scene.GatewayAsync()).LookUpAsync(paid, CancellationToken.None));

        Assert.Equal(GatewayErrorKind.Unavailable, failure.Kind);
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Fact]
    public async Task Refund_InFullAfterTheOrderIsGone_IsDebited()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        scene.PayPal.SendBack(paid.MoneyKey!, "25.00");
        scene.PayPal.Forget(paid.GatewayId!);

        foreach (var _ in Twice) await scene.LookAsync(paid);

        Assert.Equal((PaymentState.Refunded, Money.Zero), ((await scene.AgainAsync(paid)).State, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData("RESOLVED_SELLER_FAVOUR", null, PaymentState.Completed, 25)]
    [InlineData("CANCELED_BY_BUYER", null, PaymentState.Completed, 25)]
    [InlineData("RESOLVED_BUYER_FAVOUR", "25.00", PaymentState.ChargedBack, 0)]
    [InlineData("RESOLVED_BUYER_FAVOUR", null, PaymentState.ChargedBack, 0)]
    [InlineData("RESOLVED_BUYER_FAVOUR", "10.00", PaymentState.PartiallyRefunded, 15)]
    [InlineData("RESOLVED_WITH_PAYOUT", null, PaymentState.Disputed, 0)]
    public async Task Dispute_OfAll_IsHeldAndThenDecided(string outcome, string? back, PaymentState state, int credit)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        var dispute = scene.PayPal.Dispute(paid.MoneyKey!, "25.00");
        var open = await scene.LookAsync(paid);
        var held = await scene.CreditAsync();

        scene.PayPal.Resolve(dispute, outcome, back);
        foreach (var _ in Twice) await scene.LookAsync(paid);

        Assert.Equal((PaymentState.Disputed, Money.Zero), (open.State, held));
        Assert.Equal((state, Money.FromUnits(credit)), ((await scene.AgainAsync(paid)).State, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Dispute_OfAPartThatIsListedAsARefundToo_GoesOnce(bool bare, bool isSeenOpen)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        var dispute = scene.PayPal.Dispute(paid.MoneyKey!, "10.00");
        scene.PayPal.SendBack(paid.MoneyKey!, "10.00", bare, "2026-02-03T09:00:00Z");
        if (isSeenOpen) await scene.LookAsync(paid);

        scene.PayPal.Resolve(dispute, "RESOLVED_BUYER_FAVOUR", "10.00");
        foreach (var _ in Twice) await scene.LookAsync(paid);

        Assert.Equal((PaymentState.ChargedBack, Money.FromUnits(15)), ((await scene.AgainAsync(paid)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Dispute_AfterAPartWasRefundedHere_TakesTheRestOnly()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        await RefundAsync(scene, paid, 1000);
        await scene.LookAsync(paid);

        scene.PayPal.Resolve(scene.PayPal.Dispute(paid.MoneyKey!, "15.00"), "RESOLVED_BUYER_FAVOUR", "15.00");
        foreach (var _ in Twice) await scene.LookAsync(paid);

        Assert.Equal((PaymentState.ChargedBack, Money.Zero), ((await scene.AgainAsync(paid)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Dispute_WonAndThenAnother_IsHeldAgain()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        scene.PayPal.Resolve(scene.PayPal.Dispute(paid.MoneyKey!, "25.00"), "RESOLVED_SELLER_FAVOUR");
        await scene.LookAsync(paid);
        var between = await scene.CreditAsync();

        scene.PayPal.Dispute(paid.MoneyKey!, "25.00", "PP-D-27999", "2026-04-01T08:00:00.000Z");
        await scene.LookAsync(paid);

        Assert.Equal((Money.FromUnits(25), Money.Zero), (between, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reversal_WithAndWithoutItsDispute_IsOneClaim(bool tellsDisputes)
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        scene.PayPal.TellsDisputes = tellsDisputes;
        scene.PayPal.SendBack(paid.MoneyKey!, "10.00", bare: true, "2026-02-01T08:00:00Z");
        var dispute = scene.PayPal.Dispute(paid.MoneyKey!, "10.00");
        await scene.LookAsync(paid);

        scene.PayPal.Resolve(dispute, "RESOLVED_BUYER_FAVOUR", "10.00");
        scene.PayPal.TellsDisputes = true;
        foreach (var _ in Twice) await scene.LookAsync(paid);

        Assert.Equal((PaymentState.ChargedBack, Money.FromUnits(15)), ((await scene.AgainAsync(paid)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Dispute_AmountThatCannotBeRead_IsNotGuessed()
    {
        await using var scene = await PayPalScene.CreateAsync();
        var paid = await scene.PaidAsync();
        scene.PayPal.Dispute(paid.MoneyKey!, "10.005");

        await Assert.ThrowsAsync<GatewayException>(async () => await (await scene.GatewayAsync()).LookUpAsync(paid, CancellationToken.None));

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    private static async Task<ReportedRefund> RefundAsync(PayPalScene scene, Payment payment, long minor) =>
        await ((IRefunds)await scene.GatewayAsync()).RefundAsync(payment, await WriteRefundAsync(scene, payment, minor), CancellationToken.None);

    private static async Task<Refund> WriteRefundAsync(PayPalScene scene, Payment payment, long minor)
    {
        var refund = new Refund
        {
            PaymentId = payment.Id, Gateway = "paypal", RequestId = Guid.CreateVersion7(), AmountMinor = minor, Reason = "Asked for.", Actor = Actor.System, CreatedAt = scene.Database.Clock.Now,
        };
        await scene.Database.Transactions.RunAsync((db, _) =>
        {
            db.Refunds.Add(refund);
            return Task.CompletedTask;
        });
        return refund;
    }
}
