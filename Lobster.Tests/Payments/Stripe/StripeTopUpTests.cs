using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Core.Sweeps;
using Lobster.Core.TopUps;
using Lobster.Tests.Compute.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>Automatic top-up by a card that Stripe keeps: from the page's consent to the credit.</summary>
public sealed class StripeTopUpTests
{
    [Fact]
    public async Task Customer_PaysTwiceAndSavesACard_IsOneCustomerAtStripe()
    {
        await using var scene = await StripeScene.CreateAsync();

        await scene.BeginAsync();
        await scene.BeginAsync(30);
        await SavedAsync(scene);

        Assert.Equal(1, scene.Stripe.Count("customer"));
    }

    [Fact]
    public async Task Sweep_AnswerLost_ChargesOnceAndIsCreditedOnce()
    {
        await using var scene = await StripeScene.CreateAsync();
        await SavedAsync(scene);
        scene.Stripe.Meet(new Trouble(r => r.Method == HttpMethod.Post && r.RequestUri!.AbsolutePath == "/v1/payment_intents") { Afterwards = Trouble.Breaks(HttpRequestError.ResponseEnded) });

        await OwesAsync(scene);
        await SweepAsync(scene);
        var payment = await scene.PaymentAsync(p => p.IsAutomatic);
        scene.Time.Advance(TimeSpan.FromMinutes(3));
        await SweepAsync(scene);
        await scene.TellAsync("payment_intent.succeeded", scene.Stripe.Only("payment_intent"));

        Assert.Equal(PaymentState.Created, payment.State);
        Assert.Equal((PaymentState.Completed, Money.FromUnits(15)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
        Assert.Equal(1, scene.Stripe.Count("payment_intent"));
    }

    [Theory]
    [InlineData("insufficient_funds", TopUpState.On, TopUpWait.Declined)]
    [InlineData("authentication_required", TopUpState.On, TopUpWait.Confirmation)]
    [InlineData("stolen_card", TopUpState.Stopped, null)]
    public async Task Sweep_BankSaysNo_ToldOnceByAnswerAndCall(string decline, TopUpState state, TopUpWait? wait)
    {
        await using var scene = await StripeScene.CreateAsync();
        var card = await SavedAsync(scene);
        scene.Stripe.Banks[card.MethodId!] = decline;
        await OwesAsync(scene);

        await SweepAsync(scene);
        await scene.TellAsync("payment_intent.payment_failed", scene.Stripe.Only("payment_intent"));

        var rule = await scene.Database.Transactions.ReadAsync((db, token) => db.TopUps.SingleAsync(token));
        Assert.Equal((state, wait, 1), (rule.State, rule.WaitFor, rule.Declines));
        Assert.Equal(Money.FromUnits(-10), await scene.CreditAsync());
    }

    private static async Task<CardOnFile> SavedAsync(StripeScene scene)
    {
        var cards = new CardGateways(scene.Gateways);
        var desk = new SavedCardDesk(
            scene.Database.Transactions, cards, CardSavings.Of(scene.Database, scene.Gateways), scene.Rules, scene.Database.Clock, scene.Time, NullLogger<SavedCardDesk>.Instance);
        var begun = await desk.BeginAsync(scene.Customer, new SaveCardForm(Guid.CreateVersion7(), scene.Account, "stripe", Agrees: true), new Uri("https://panel.example/panel/billing"));
        Assert.Null(begun.Refusal);
        var card = await scene.Database.Transactions.ReadAsync((db, token) => db.CardsOnFile.SingleAsync(token));
        var session = scene.Stripe.Of(card.SetupId!);
        scene.Stripe.Save(session);
        await scene.TellAsync("checkout.session.completed", session);
        return await scene.Database.Transactions.ReadAsync((db, token) => db.CardsOnFile.SingleAsync(c => c.SavedAt != null, token));
    }

    // A debt of 10.00, and a rule against it.
    private static async Task OwesAsync(StripeScene scene)
    {
        var (transactions, clock) = (scene.Database.Transactions, scene.Database.Clock);
        await new TopUpDesk(transactions, new CardGateways(scene.Gateways), Mail(scene), scene.Options, scene.Rules, clock).SwitchOnAsync(scene.Customer, new TopUpForm(scene.Account, "72", "25", "100"));
        await transactions.RunAsync((db, token) => db.PostAsync(new LedgerEntry
        {
            AccountId = scene.Account, Kind = EntryKind.Adjustment, Key = "test/debt", Amount = Money.FromUnits(-10), Actor = Actor.System, CreatedAt = clock.Now, UpdatedAt = clock.Now,
        }, token));
    }

    private static Task<SweepResult> SweepAsync(StripeScene scene)
    {
        var (transactions, clock, time, cards) = (scene.Database.Transactions, scene.Database.Clock, scene.Time, new CardGateways(scene.Gateways));
        var gate = new SweepGate(transactions, clock, time, new Heartbeat(transactions, scene.Options), SweepLease.Default, NodeName.Create());
        var writing = new PaymentWriting(scene.Options, scene.Rules, clock, time);
        return new TopUpSweep(
            transactions, gate, cards, new TopUpOpening(transactions, writing, Mail(scene), scene.Options, scene.Rules, clock, time),
            new TopUpAsking(transactions, scene.Gateways, scene.Posting, clock, time), new CardForgetting(transactions, cards, time), NullLogger<TopUpSweep>.Instance).RunAsync();
    }

    private static PaymentMail Mail(StripeScene scene) => new(new PlainLetters(), scene.Time);
}
