using System.Text.Json.Nodes;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>Refunds and disputes.</summary>
public sealed class StripeReturnsTests
{
    [Fact]
    public async Task Refund_InPartAndThenTheRest_TakesTheCreditBackOnce()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, _) = await scene.PaidAsync();

        var first = await RefundAsync(scene, payment, 1000);
        await scene.TellAsync("refund.created", scene.Stripe.Only("refund"));
        await scene.TellAsync("charge.refunded", scene.Stripe.Only("charge"));
        Assert.Equal((RefundState.Completed, PaymentState.PartiallyRefunded, Money.FromUnits(15)), (first.State, (await scene.AgainAsync(payment)).State, await scene.CreditAsync()));

        await RefundAsync(scene, payment, 1500);
        await scene.TellAsync("charge.refunded", scene.Stripe.Only("charge"));

        Assert.Equal((PaymentState.Refunded, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task Refund_AnswerLostAndAskedAgain_IsOneRefund(int hoursLater)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, _) = await scene.PaidAsync();
        var refund = await WriteAsync(scene, payment, 1000);
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        var gateway = await scene.GatewayAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => gateway.RefundAsync(payment, refund, CancellationToken.None));
        scene.Time.Advance(TimeSpan.FromHours(hoursLater));
        var reported = await gateway.RefundAsync(payment, refund, CancellationToken.None);
        await scene.ApplyAsync(payment, new PaymentReport { Refunds = [reported] });

        Assert.Equal(GatewayErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Equal((refund.RequestId, 1000L), (reported.RequestId, reported.AmountMinor));
        Assert.Equal((1, Money.FromUnits(15)), (scene.Stripe.Count("refund"), await scene.CreditAsync()));
    }

    [Fact]
    public async Task Refund_OfMoreThanIsLeft_IsRefused()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, _) = await scene.PaidAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => RefundAsync(scene, payment, 2501));

        Assert.Equal((GatewayErrorKind.Rejected, 0), (failure.Kind, scene.Stripe.Count("refund")));
    }

    [Fact]
    public async Task Refund_WithoutMoney_IsRefused()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync();

        var failure = await Assert.ThrowsAsync<GatewayException>(() => RefundAsync(scene, payment, 100));

        Assert.Equal(GatewayErrorKind.Rejected, failure.Kind);
    }

    [Fact]
    public async Task Refund_MadeInTheDashboardAndFailedLater_IsTakenAndGivenBack()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, intent) = await scene.PaidAsync();

        var refund = scene.Stripe.AddRefund(intent, 2500, status: "pending");
        await scene.TellAsync("refund.created", refund);
        Assert.Equal((PaymentState.Refunded, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        refund["status"] = "failed";
        await scene.TellAsync("refund.failed", refund);

        Assert.Equal((PaymentState.Completed, Money.FromUnits(25)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Refund_ToldBeforeThePayment_LeavesTheRest()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        var intent = scene.Stripe.Pay(session);
        scene.Stripe.AddRefund(intent, 1000);

        await scene.TellAsync("charge.refunded", scene.Stripe.Only("charge"));
        await scene.TellAsync("checkout.session.completed", session);

        Assert.Equal((PaymentState.PartiallyRefunded, Money.FromUnits(15)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData("won", PaymentState.Completed, 25)]
    [InlineData("warning_closed", PaymentState.Completed, 25)]
    [InlineData("lost", PaymentState.ChargedBack, 0)]
    [InlineData("something_new", PaymentState.Disputed, 0)]
    public async Task Dispute_OpenedAndDecided_HoldsTheCreditUntilThen(string decision, PaymentState state, int credit)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, intent) = await scene.PaidAsync();

        var dispute = scene.Stripe.AddDispute(intent, 2500);
        await scene.TellAsync("charge.dispute.created", dispute);
        Assert.Equal((PaymentState.Disputed, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        dispute["status"] = decision;
        await scene.TellAsync("charge.dispute.closed", dispute);
        await scene.TellAsync("charge.dispute.funds_withdrawn", dispute);

        Assert.Equal((state, Money.FromUnits(credit)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData(1000, "usd", 15)]
    [InlineData(2300, "eur", 0)]
    public async Task Dispute_OfAPartOrInAnotherCurrency_HoldsThatPartOrAll(int amount, string currency, int left)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (_, intent) = await scene.PaidAsync();

        await scene.TellAsync("charge.dispute.created", scene.Stripe.AddDispute(intent, amount, currency: currency));

        Assert.Equal(Money.FromUnits(left), await scene.CreditAsync());
    }

    [Fact]
    public async Task Samples_OfReturns_OnAPaidPaymentDoWhatTheySay()
    {
        foreach (var (sample, left) in new[]
        {
            ("charge.refunded.partial", 15), ("charge.refunded.full", 0), ("refund.created", 15), ("refund.failed", 25), ("charge.dispute.created", 0), ("charge.dispute.funds_withdrawn", 0),
            ("charge.dispute.closed.lost", 0), ("charge.dispute.closed.won", 25), ("charge.dispute.funds_reinstated", 25), ("charge.updated.balance_transaction", 25),
        })
        {
            await using var scene = await StripeScene.CreateAsync();
            var (payment, intent) = await scene.PaidAsync();
            var subject = StripeVector.All["valid " + sample].Subject;
            subject["payment_intent"] = (string?)intent["id"];
            if ((string?)subject["object"] == "charge")
            {
                if ((long)subject["amount_refunded"]! is > 0 and var back) scene.Stripe.AddRefund(intent, back);
            }
            else
            {
                scene.Stripe.Put(subject);
            }

            await scene.TellAsync((string)JsonNode.Parse(StripeVector.All["valid " + sample].Bytes)!["type"]!, subject);

            Assert.True(Money.FromUnits(left) == await scene.CreditAsync(), $"{sample}: {await scene.CreditAsync()}, {(await scene.AgainAsync(payment)).State}");
        }
    }

    private static async Task<Refund> WriteAsync(StripeScene scene, Payment payment, long amount)
    {
        var refund = new Refund { PaymentId = payment.Id, Gateway = "stripe", RequestId = Guid.CreateVersion7(), AmountMinor = amount, Actor = Actor.System, CreatedAt = scene.Database.Clock.Now };
        await scene.Database.Transactions.RunAsync(async (db, token) =>
        {
            db.Refunds.Add(refund);
            await db.SaveChangesAsync(token);
        });
        return refund;
    }

    private static async Task<ReportedRefund> RefundAsync(StripeScene scene, Payment payment, long amount)
    {
        var reported = await (await scene.GatewayAsync()).RefundAsync(payment, await WriteAsync(scene, payment, amount), CancellationToken.None);
        await scene.ApplyAsync(payment, new PaymentReport { Refunds = [reported] });
        return reported;
    }
}
