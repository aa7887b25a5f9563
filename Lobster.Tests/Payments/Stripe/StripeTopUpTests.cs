using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Ledger;
using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Lobster.Tests.Compute.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>Automatic top-up by a card that Stripe keeps: from the page's consent to the credit.</summary>
public sealed class StripeTopUpTests
{
    private static readonly string[] Offered = ["stripe"];

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

        var payment = await OpenAsync(scene);
        await Assert.ThrowsAsync<GatewayException>(() => Asking(scene).AskAsync(payment.Id, CancellationToken.None));
        scene.Time.Advance(TimeSpan.FromMinutes(3));
        await Asking(scene).AskAsync(payment.Id, CancellationToken.None);
        await scene.TellAsync("payment_intent.succeeded", scene.Stripe.Only("payment_intent"));

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
        var payment = await OpenAsync(scene);

        await Asking(scene).AskAsync(payment.Id, CancellationToken.None);
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

    // A debt of 10.00, and the payment that the sweep writes for it.
    private static async Task<Payment> OpenAsync(StripeScene scene)
    {
        var (transactions, clock) = (scene.Database.Transactions, scene.Database.Clock);
        var mail = new PaymentMail(new PlainLetters(), scene.Time);
        await new TopUpDesk(transactions, new CardGateways(scene.Gateways), mail, scene.Options, scene.Rules, clock).SwitchOnAsync(scene.Customer, new TopUpForm(scene.Account, "72", "25", "100"));
        await transactions.RunAsync((db, token) => db.PostAsync(new LedgerEntry
        {
            AccountId = scene.Account, Kind = EntryKind.Adjustment, Key = "test/debt", Amount = Money.FromUnits(-10), Actor = Actor.System, CreatedAt = clock.Now, UpdatedAt = clock.Now,
        }, token));
        var writing = new PaymentWriting(scene.Options, scene.Rules, clock, scene.Time);
        Assert.True(await new TopUpOpening(transactions, writing, mail, scene.Options, scene.Rules, clock, scene.Time).OpenAsync(scene.Account, Offered, CancellationToken.None));
        return await scene.PaymentAsync(p => p.IsAutomatic);
    }

    private static TopUpAsking Asking(StripeScene scene) => new(scene.Database.Transactions, scene.Gateways, scene.Posting, scene.Database.Clock, scene.Time);
}
