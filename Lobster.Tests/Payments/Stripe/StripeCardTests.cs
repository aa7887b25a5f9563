using System.Text.Json.Nodes;
using Lobster.Backends.Payments.Stripe;
using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Tests.Compute.Http;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>Saved cards, and payments from them while nobody is there.</summary>
public sealed class StripeCardTests
{
    [Fact]
    public async Task Save_OnStripesPage_IsFoundOnceItIsDone()
    {
        await using var scene = await StripeScene.CreateAsync();
        var gateway = await scene.GatewayAsync();

        var start = await gateway.BeginSavingAsync("lobster-card_1", scene.Payer, CancellationToken.None);
        var again = await gateway.BeginSavingAsync("lobster-card_1", scene.Payer, CancellationToken.None);
        var early = await gateway.FindSavedAsync(start.GatewayId!, CancellationToken.None);
        var method = scene.Stripe.Save(scene.Stripe.Of(start.GatewayId!));
        var saved = await gateway.FindSavedAsync(start.GatewayId!, CancellationToken.None);

        Assert.Equal(start, again);
        Assert.Null(early);
        Assert.Equal(new SavedCard(start.CustomerId!, (string)method["id"]!, "visa", "4242", 8, 2030), saved);
        Assert.Equal(saved, await gateway.FindSavedAsync((string)scene.Stripe.Only("setup_intent")["id"]!, CancellationToken.None));
        Assert.Null(await gateway.FindSavedAsync("cs_unknown", CancellationToken.None));
    }

    [Fact]
    public async Task Save_ToldByStripe_NamesTheSavingOnce()
    {
        await using var scene = await StripeScene.CreateAsync();
        var gateway = await scene.GatewayAsync();
        var start = await gateway.BeginSavingAsync("lobster-card_1", scene.Payer, CancellationToken.None);
        scene.Stripe.Save(scene.Stripe.Of(start.GatewayId!));

        GatewayNews News(string type, JsonObject about) => gateway.Read(StripeScene.Call(scene.Stripe.Event(type, about).Body, null));

        Assert.Equal(new GatewayNews.CardSaved(start.GatewayId!), News("checkout.session.completed", scene.Stripe.Of(start.GatewayId!)));
        Assert.IsType<GatewayNews.Irrelevant>(News("setup_intent.succeeded", scene.Stripe.Only("setup_intent")));
        Assert.IsType<GatewayNews.Irrelevant>(News("checkout.session.expired", scene.Stripe.Of(start.GatewayId!)));
    }

    [Fact]
    public async Task Charge_BankSaysYes_IsCreditedOnceHoweverOftenItIsAskedAndTold()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card, payment) = (await scene.GatewayAsync(), await SavedAsync(scene), await scene.WriteAutomaticAsync());

        for (var i = 0; i < 2; i++) await scene.ApplyAsync(payment, await gateway.ChargeAsync(payment, card, CancellationToken.None));
        await scene.TellAsync("payment_intent.succeeded", scene.Stripe.Only("payment_intent"));

        var after = await scene.AgainAsync(payment);
        Assert.Equal((PaymentState.Completed, after.GatewayId, 103L), (after.State, after.MoneyKey, after.FeeMinor));
        Assert.Equal((1, Money.FromUnits(25)), (scene.Stripe.Count("payment_intent"), await scene.CreditAsync()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task Charge_AnswerLostAndAskedAgain_ChargesOnce(int hoursLater)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card, payment) = (await scene.GatewayAsync(), await SavedAsync(scene), await scene.WriteAutomaticAsync());
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        var failure = await Assert.ThrowsAsync<GatewayException>(() => gateway.ChargeAsync(payment, card, CancellationToken.None));
        scene.Time.Advance(TimeSpan.FromHours(hoursLater));
        var report = await gateway.ChargeAsync(payment, card, CancellationToken.None);
        await scene.ApplyAsync(payment, report);

        Assert.Equal(GatewayErrorKind.OutcomeUnknown, failure.Kind);
        Assert.Equal((1, Money.FromUnits(25)), (scene.Stripe.Count("payment_intent"), await scene.CreditAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Charge_AnswerLost_IsFoundByCallOrLookUp(bool isTold)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card, payment) = (await scene.GatewayAsync(), await SavedAsync(scene), await scene.WriteAutomaticAsync());
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });
        await Assert.ThrowsAsync<GatewayException>(() => gateway.ChargeAsync(payment, card, CancellationToken.None));

        if (isTold) await scene.TellAsync("payment_intent.succeeded", scene.Stripe.Only("payment_intent"));
        else await scene.LookAsync(payment);

        var after = await scene.AgainAsync(payment);
        Assert.Equal((PaymentState.Completed, (string?)scene.Stripe.Only("payment_intent")["id"]), (after.State, after.GatewayId));
        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
    }

    [Theory]
    [InlineData("insufficient_funds", CardDecline.Later)]
    [InlineData("generic_decline", CardDecline.Later)]
    [InlineData("processing_error", CardDecline.Later)]
    [InlineData("lost_card", CardDecline.Never)]
    [InlineData("stolen_card", CardDecline.Never)]
    [InlineData("expired_card", CardDecline.Never)]
    [InlineData("authentication_required", CardDecline.Confirm)]
    [InlineData("requires_action", CardDecline.Confirm)]
    public async Task Charge_BankSaysNo_TellsWhatToDoAndGivesItUp(string decline, CardDecline expected)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card, payment) = (await scene.GatewayAsync(), await SavedAsync(scene), await scene.WriteAutomaticAsync());
        scene.Stripe.Banks[card.MethodId] = decline;

        var report = await gateway.ChargeAsync(payment, card, CancellationToken.None);
        await scene.ApplyAsync(payment, report);
        await scene.TellAsync("payment_intent.payment_failed", scene.Stripe.Only("payment_intent"));

        Assert.Equal((PaymentState.Failed, (CardDecline?)expected), (report.End!.State, report.End.Decline));
        Assert.Equal("canceled", (string?)scene.Stripe.Only("payment_intent")["status"]);
        Assert.Equal((PaymentState.Failed, Money.Zero), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Null((await gateway.ChargeAsync(payment, card, CancellationToken.None)).Money);
    }

    [Fact]
    public async Task Charge_PaidWhileItIsGivenUp_IsMoney()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card, payment) = (await scene.GatewayAsync(), await SavedAsync(scene), await scene.WriteAutomaticAsync());
        scene.Stripe.Banks[card.MethodId] = "requires_action";
        scene.Stripe.Meet(new Trouble(r => r.RequestUri!.AbsolutePath.EndsWith("/cancel", StringComparison.Ordinal))
        {
            Instead = cancellationToken =>
            {
                var intent = scene.Stripe.Only("payment_intent");
                (intent["status"], intent["amount_received"]) = ("succeeded", 2500);
                return Trouble.Says(System.Net.HttpStatusCode.BadRequest, """{"error":{"type":"invalid_request_error","code":"payment_intent_unexpected_state"}}""")(cancellationToken);
            },
        });

        var report = await gateway.ChargeAsync(payment, card, CancellationToken.None);

        Assert.Equal((2500L, (ReportedEnd?)null), (report.Money!.AmountMinor, report.End));
    }

    [Fact]
    public async Task Charge_BankIsStillThinking_IsNeitherMoneyNorEnd()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card, payment) = (await scene.GatewayAsync(), await SavedAsync(scene), await scene.WriteAutomaticAsync());
        scene.Stripe.Banks[card.MethodId] = "processing";

        var report = await gateway.ChargeAsync(payment, card, CancellationToken.None);

        Assert.Null(report.Money);
        Assert.Null(report.End);
        Assert.NotNull(report.Progress);
    }

    [Theory]
    [InlineData("method")]
    [InlineData("customer")]
    public async Task Charge_CardIsGoneAtStripe_IsNeverTriedAgain(string gone)
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card, payment) = (await scene.GatewayAsync(), await SavedAsync(scene), await scene.WriteAutomaticAsync());
        card = gone == "method" ? card with { MethodId = "pm_gone" } : card with { CustomerId = "cus_gone" };

        var report = await gateway.ChargeAsync(payment, card, CancellationToken.None);

        Assert.Equal(CardDecline.Never, report.End!.Decline);
        Assert.Equal(0, scene.Stripe.Count("payment_intent"));
    }

    [Fact]
    public async Task Forget_Card_IsGoneAndGoneAgain()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card) = (await scene.GatewayAsync(), await SavedAsync(scene));

        await gateway.ForgetAsync(card, CancellationToken.None);
        await gateway.ForgetAsync(card, CancellationToken.None);
        await gateway.ForgetAsync(card with { MethodId = "pm_unknown" }, CancellationToken.None);

        Assert.Null(scene.Stripe.Of(card.MethodId)["customer"]);
    }

    [Fact]
    public async Task Forget_RefusedForAnotherReason_IsAnError()
    {
        await using var scene = await StripeScene.CreateAsync();
        var (gateway, card) = (await scene.GatewayAsync(), await SavedAsync(scene));
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post) { Instead = Trouble.Says(System.Net.HttpStatusCode.BadRequest, """{"error":{"type":"invalid_request_error","message":"No."}}""") });

        await Assert.ThrowsAsync<GatewayException>(() => gateway.ForgetAsync(card, CancellationToken.None));
    }

    [Theory]
    [InlineData("card_declined", "insufficient_funds", "do_not_try_again", CardDecline.Never)]
    [InlineData("card_declined", "do_not_honor", "try_again_later", CardDecline.Later)]
    [InlineData("card_declined", "authentication_required", "do_not_try_again", CardDecline.Confirm)]
    [InlineData("expired_card", null, null, CardDecline.Never)]
    [InlineData(null, null, null, CardDecline.Later)]
    public void Decline_Codes_MeanThat(string? code, string? decline, string? advice, CardDecline expected) => Assert.Equal(expected, StripeDeclines.Of(code, decline, advice));

    private static async Task<SavedCard> SavedAsync(StripeScene scene)
    {
        var gateway = await scene.GatewayAsync();
        var start = await gateway.BeginSavingAsync("lobster-card_1", scene.Payer, CancellationToken.None);
        scene.Stripe.Save(scene.Stripe.Of(start.GatewayId!));
        return (await gateway.FindSavedAsync(start.GatewayId!, CancellationToken.None))!;
    }
}
