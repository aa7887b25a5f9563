using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>Payments by Stripe's page, from the button to the balance.</summary>
public sealed class StripeFlowTests
{
    [Fact]
    public async Task Paid_ToldManyTimesAndInManyWords_CreditsOnceAndKnowsTheFee()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        var intent = scene.Stripe.Pay(session);

        foreach (var (type, about) in new[] { ("payment_intent.succeeded", intent), ("checkout.session.completed", session), ("charge.updated", scene.Stripe.Only("charge")), ("checkout.session.completed", session) })
            await scene.TellAsync(type, about);
        await scene.TellAsync("checkout.session.expired", session);

        var after = await scene.AgainAsync(payment);
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        Assert.Equal((PaymentState.Completed, (string?)intent["id"], 103L, "USD"), (after.State, after.MoneyKey, after.FeeMinor, after.FeeCurrency));
        Assert.StartsWith("https://checkout.stripe.com/", payment.PayUrl, StringComparison.Ordinal);
        Assert.Equal("pay_" + payment.Reference["lobster-pay_".Length..], (string?)intent["metadata"]!["lobster_payment_id"]);
    }

    [Fact]
    public async Task Paid_NoCallEverComes_IsCreditedWhenLookedUp()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        scene.Stripe.Pay(session);

        Assert.Equal(PaymentState.Completed, (await scene.LookAsync(payment)).State);
        Assert.Equal(PaymentState.Completed, (await scene.LookAsync(payment)).State);

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Fact]
    public async Task Begin_AnswerLost_MakesOneSessionAndIsFoundBySweepAndCustomer()
    {
        await using var scene = await StripeScene.CreateAsync();
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post && r.RequestUri!.AbsolutePath == "/v1/checkout/sessions") { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        var request = new DepositRequest(Guid.CreateVersion7(), scene.Account, Money.FromUnits(25), "stripe");

        Assert.IsType<Refusal.Conflict>((await scene.Deposits.BeginAsync(scene.Customer, request, PaymentScene.PageOf)).Refusal);
        var found = await scene.LookAsync(await scene.PaymentAsync(p => true));
        var again = await scene.Deposits.BeginAsync(scene.Customer, request, PaymentScene.PageOf);

        Assert.Equal((PaymentState.Pending, (string?)scene.Stripe.Only("checkout.session")["id"]), (found.State, found.GatewayId));
        Assert.Equal((string?)scene.Stripe.Only("checkout.session")["url"], again.Value!.ToString());
        Assert.Equal(1, scene.Stripe.Count("customer"));
    }

    [Fact]
    public async Task Begin_AnswerLostAndPaidAllTheSame_IsCreditedOnce()
    {
        await using var scene = await StripeScene.CreateAsync();
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post && r.RequestUri!.AbsolutePath == "/v1/checkout/sessions") { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await scene.Deposits.BeginAsync(scene.Customer, new DepositRequest(Guid.CreateVersion7(), scene.Account, Money.FromUnits(25), "stripe"), PaymentScene.PageOf);
        var session = scene.Stripe.Only("checkout.session");

        scene.Stripe.Pay(session);
        await scene.TellAsync("checkout.session.completed", session);
        await scene.LookAsync(await scene.PaymentAsync(p => true));

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Fact]
    public async Task LookUp_OfWhatNeverReachedStripe_KnowsNothing()
    {
        await using var scene = await StripeScene.CreateAsync();
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post && r.RequestUri!.AbsolutePath == "/v1/checkout/sessions") { Instead = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await scene.Deposits.BeginAsync(scene.Customer, new DepositRequest(Guid.CreateVersion7(), scene.Account, Money.FromUnits(25), "stripe"), PaymentScene.PageOf);

        Assert.Null(await (await scene.GatewayAsync()).LookUpAsync(await scene.PaymentAsync(p => true), CancellationToken.None));
    }

    [Fact]
    public async Task Begin_ADayLater_MakesNoSecondPage()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, _) = await scene.BeginAsync();
        scene.Time.Advance(TimeSpan.FromHours(25));

        var failure = await Assert.ThrowsAsync<GatewayException>(async () => await (await scene.GatewayAsync()).BeginAsync(payment, scene.Payer, CancellationToken.None));

        Assert.Equal(GatewayErrorKind.Rejected, failure.Kind);
        Assert.Equal(1, scene.Stripe.Count("checkout.session"));
    }

    [Fact]
    public async Task Begin_CustomerOfBefore_IsKeptOrMadeAnewWhenDeletedAtStripe()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, payment) = (await scene.GatewayAsync(), await scene.WriteFreshAsync());
        var known = (string?)scene.Stripe.Put(new() { ["id"] = "cus_known", ["object"] = "customer" })["id"];

        var kept = await gateway.BeginAsync(payment, scene.Payer with { CustomerId = known }, CancellationToken.None);
        var anew = await gateway.BeginAsync(await scene.WriteFreshAsync(), scene.Payer with { CustomerId = "cus_deleted" }, CancellationToken.None);

        Assert.Equal("cus_known", kept.CustomerId);
        Assert.Equal(anew.CustomerId, (string?)scene.Stripe.Of(anew.GatewayId!)["customer"]);
        Assert.Equal(2, scene.Stripe.Count("customer"));
    }

    [Theory]
    [InlineData("https://evil.example/c/pay/cs_1")]
    [InlineData("http://checkout.stripe.com/c/pay/cs_1")]
    [InlineData("https://checkout.stripe.com.evil.example/")]
    [InlineData("https://user@checkout.stripe.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Begin_PageIsNotStripes_IsRefused(string url)
    {
        await using var scene = await StripeScene.CreateAsync();
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post && r.RequestUri!.AbsolutePath == "/v1/checkout/sessions") { Instead = Trouble.Says(System.Net.HttpStatusCode.OK, $$"""{"id":"cs_1","url":"{{url}}"}""") });

        var begun = await scene.Deposits.BeginAsync(scene.Customer, new DepositRequest(Guid.CreateVersion7(), scene.Account, Money.FromUnits(25), "stripe"), PaymentScene.PageOf);

        Assert.IsType<Refusal.Conflict>(begun.Refusal);
        Assert.Contains("checkout.stripe.com", (await scene.PaymentAsync(p => true)).Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, null, PaymentState.Review, 0)]
    [InlineData(3000, null, PaymentState.Completed, 25)]
    [InlineData(2500, "eur", PaymentState.Review, 0)]
    public async Task Paid_OtherThanAsked_IsHeldOrCreditedAsAsked(int amount, string? currency, PaymentState state, int credit)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        scene.Stripe.Pay(session, amount, currency);

        await scene.TellAsync("checkout.session.completed", session);

        Assert.Equal((state, Money.FromUnits(credit)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Theory]
    [InlineData("session's mark")]
    [InlineData("intent's mark")]
    [InlineData("reference")]
    [InlineData("mode")]
    [InlineData("live session")]
    [InlineData("live intent")]
    [InlineData("amounts")]
    public async Task Paid_SomethingDoesNotFit_WaitsInReview(string what)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        var intent = scene.Stripe.Pay(session);
        if (what == "session's mark") session["metadata"]!["lobster_payment_id"] = "pay_other";
        if (what == "intent's mark") intent["metadata"]!["lobster_payment_id"] = "pay_other";
        if (what == "reference") session["client_reference_id"] = "lobster-pay_other";
        if (what == "mode") session["mode"] = "subscription";
        if (what == "live session") session["livemode"] = true;
        if (what == "live intent") intent["livemode"] = true;
        if (what == "amounts") session["amount_total"] = 9900;

        var after = await scene.LookAsync(payment);

        Assert.Equal((PaymentState.Review, Money.Zero), (after.State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Session_OpenedByStripeFree_WaitsInReview()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        (session["status"], session["payment_status"]) = ("complete", "no_payment_required");

        Assert.Equal((PaymentState.Review, Money.Zero), ((await scene.LookAsync(payment)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Expired_ThenPaidLate_WaitsInReview()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        StripeFake.Expire(session);
        await scene.TellAsync("checkout.session.expired", session);
        Assert.Equal(PaymentState.Expired, (await scene.AgainAsync(payment)).State);

        scene.Stripe.Pay(session);
        await scene.TellAsync("checkout.session.completed", session);

        Assert.Equal((PaymentState.Review, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Paid_InAWayThatTakesDays_IsCreditedWhenItArrives()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        scene.Stripe.PayLater(session);
        await scene.TellAsync("checkout.session.completed", session);
        var waiting = await scene.AgainAsync(payment);

        scene.Stripe.Arrive(session);
        await scene.TellAsync("checkout.session.async_payment_succeeded", session);

        Assert.Equal(PaymentState.Pending, waiting.State);
        Assert.Contains("bank", waiting.Progress, StringComparison.Ordinal);
        Assert.Equal((PaymentState.Completed, Money.FromUnits(25)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Fee_KnownOnlyLaterAndInAnotherCurrency_IsKeptInThatOne()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        var intent = scene.Stripe.Pay(session, hasFee: false);
        await scene.TellAsync("checkout.session.completed", session);
        Assert.Null((await scene.AgainAsync(payment)).FeeMinor);

        scene.Stripe.SetFee(intent, 95, "eur");
        await scene.TellAsync("charge.updated", scene.Stripe.Only("charge"));

        var after = await scene.AgainAsync(payment);
        Assert.Equal((95L, "EUR", Money.FromUnits(25)), (after.FeeMinor, after.FeeCurrency, await scene.CreditAsync()));
    }

    [Fact]
    public async Task Event_OfOthersOrOfTheOtherMode_ChangesNothing()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (payment, session) = await scene.BeginAsync();
        scene.Stripe.Pay(session);
        var (live, foreign, linked) = (session.DeepClone().AsObject(), session.DeepClone().AsObject(), session.DeepClone().AsObject());
        live["livemode"] = true;
        (foreign["id"], foreign["client_reference_id"], foreign["metadata"], foreign["payment_intent"]) = ("cs_foreign", null, new System.Text.Json.Nodes.JsonObject(), "pi_foreign");
        (linked["id"], linked["metadata"], linked["payment_intent"]) = ("cs_linked", new System.Text.Json.Nodes.JsonObject(), "pi_linked");

        foreach (var about in new[] { live, foreign, linked }) await scene.TellAsync("checkout.session.completed", about);
        await scene.TellAsync("payment_intent.payment_failed", scene.Stripe.Only("payment_intent"));
        await scene.TellAsync("customer.created", scene.Stripe.Only("customer"));

        Assert.All(await scene.DeliveriesAsync(), d => Assert.Equal(GatewayEventState.Ignored, d.State));
        Assert.Equal((PaymentState.Pending, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        await using var db = scene.Database.Open();
        Assert.Equal(0, await db.Events.CountAsync(e => e.Type == "payment.alarm"));
    }

    [Fact]
    public async Task Event_WithOurReferenceAndAnotherSession_IsAnAlarmAndCreditsNothing()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (_, session) = await scene.BeginAsync();
        var other = session.DeepClone().AsObject();
        other["id"] = "cs_other";
        scene.Stripe.Put(other);
        scene.Stripe.Pay(other);

        await scene.TellAsync("checkout.session.completed", other);

        Assert.Equal(GatewayEventState.Failed, Assert.Single(await scene.DeliveriesAsync()).State);
        Assert.Equal(Money.Zero, await scene.CreditAsync());
    }
}
