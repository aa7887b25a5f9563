using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.TopUps;

/// <summary>Credit that runs low is topped up, once, by the rule that the customer set.</summary>
public sealed class TopUpSweepTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromMinutes(61);

    [Theory, EveryDatabase]
    public async Task Sweep_FiftyAtOnce_ChargesOnce(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => scene.SweepAsync()));

        var payment = Assert.Single(await scene.PaymentsAsync());
        Assert.Equal((PaymentState.Completed, Money.FromDecimal(25.40m)), (payment.State, await scene.CreditAsync()));
        Assert.Single(scene.Bank.Of(payment.Reference));
        Assert.Single(await scene.MailsAsync("ReceivedAutomatically"));
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory]
    [EveryDatabase(0.55, 0)]
    [EveryDatabase(0.53, 1)]
    [EveryDatabase(0, 1)]
    [EveryDatabase(-3, 1)]
    public async Task Sweep_CreditAroundTheThreshold_ChargesBelowIt(DatabaseProvider provider, double credit, int expected)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync((decimal)credit);

        await scene.SweepAsync();

        Assert.Equal(expected, (await scene.PaymentsAsync()).Count);
    }

    [Theory, EveryDatabase]
    public async Task Sweep_AnswerLost_AsksForTheSamePaymentAndChargesOnce(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();
        scene.Gateway.LosesAnswer = true;

        await scene.SweepAsync();
        var early = await scene.CreditAsync();
        await scene.SweepAsync();
        var asked = scene.Gateway.Charges;
        await scene.SweepAfterAsync(TimeSpan.FromMinutes(3));

        var payment = Assert.Single(await scene.PaymentsAsync());
        Assert.Equal((Money.FromDecimal(0.40m), 1, 2), (early, asked, scene.Gateway.Charges));
        Assert.Equal((PaymentState.Completed, Money.FromDecimal(25.40m)), (payment.State, await scene.CreditAsync()));
        Assert.Single(scene.Bank.Of(payment.Reference));
    }

    [Theory, EveryDatabase]
    public async Task Sweep_AnswerLostAndCallComes_IsCreditedOnceByWhicheverIsFirst(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();
        scene.Gateway.LosesAnswer = true;
        await scene.SweepAsync();
        var payment = Assert.Single(await scene.PaymentsAsync());
        var told = TestGatewayPlayerCall(scene, payment);

        scene.Panel.Advance(TimeSpan.FromMinutes(3));
        await Task.WhenAll(scene.SweepAsync(), told(), told(), scene.SweepAsync(), scene.Panel.Get<PaymentLookUps>().LookAsync(scene.Customer, payment.Id));

        Assert.Equal(Money.FromDecimal(25.40m), await scene.CreditAsync());
        await scene.Panel.AssertBooksInOrderAsync();
    }

    [Theory]
    [EveryDatabase(true)]
    [EveryDatabase(false)]
    public async Task Sweep_ProviderDownAndThenNotWantedAnyMore_ChargesNothing(DatabaseProvider provider, bool isPaidByHand)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();
        scene.Gateway.IsDown = true;
        await scene.SweepAsync();

        if (isPaidByHand) await scene.Panel.GiveAsync(scene.Account, Money.FromUnits(30));
        else await scene.Desk.SwitchOffAsync(scene.Customer, scene.Account);
        scene.Gateway.IsDown = false;
        await scene.SweepAfterAsync(TimeSpan.FromMinutes(3));

        var payment = Assert.Single(await scene.PaymentsAsync());
        Assert.Equal(PaymentState.Cancelled, payment.State);
        Assert.Empty(scene.Bank.Of(payment.Reference));
    }

    [Theory, EveryDatabase]
    public async Task Sweep_SpentAgainAtOnce_WaitsAnHour(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();
        await scene.SweepAsync();
        await scene.RunLowAsync();

        await scene.SweepAfterAsync(TimeSpan.FromMinutes(59));
        var within = (await scene.PaymentsAsync()).Count;
        await scene.SweepAfterAsync(TimeSpan.FromMinutes(2));

        Assert.Equal((1, 2), (within, (await scene.PaymentsAsync()).Count));
    }

    [Theory, EveryDatabase]
    public async Task Sweep_AfterDaysWithoutOne_ChargesOnce(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();

        await scene.SweepAfterAsync(TimeSpan.FromDays(5));
        await scene.SweepAsync();

        Assert.Single(await scene.PaymentsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Sweep_CeilingReached_WaitsForTheNextMonthAndSaysSoOnce(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider, ceiling: "60");
        for (var i = 0; i < 4; i++)
        {
            await scene.RunLowAsync();
            await scene.SweepAfterAsync(Hour);
        }
        var (inJanuary, rule) = ((await scene.PaymentsAsync()).Count, await scene.RuleAsync());

        for (var i = 0; i < 5; i++) await scene.SweepAfterAsync(TimeSpan.FromDays(5.5));

        Assert.Equal((2, TopUpWait.Ceiling, Instant.Utc(2026, 2, 1)), (inJanuary, rule.WaitFor, rule.WaitUntil));
        Assert.Equal("Ceiling:  60.00 USD", Assert.Single(await scene.MailsAsync("Ceiling")));
        Assert.Equal(3, (await scene.PaymentsAsync()).Count);
    }

    [Theory, EveryDatabase]
    public async Task Sweep_OperatorsCapBelowTheCeiling_HoldsTheCap(DatabaseProvider provider)
    {
        PaymentOptions? rules = null;
        await using var scene = await TopUpScene.OnAsync(provider, configure: o => rules = o);
        rules!.AutomaticMostPerMonth = 30;

        for (var i = 0; i < 3; i++)
        {
            await scene.RunLowAsync();
            await scene.SweepAfterAsync(Hour);
        }

        Assert.Single(await scene.PaymentsAsync());
    }

    [Theory]
    [EveryDatabase(TopUpBar.Terminated)]
    [EveryDatabase(TopUpBar.Closed)]
    [EveryDatabase(TopUpBar.Parked)]
    [EveryDatabase(TopUpBar.SuspendedByStaff)]
    public async Task Sweep_AccountThatMayNotBeCharged_ChargesNothingAndSaysWhy(DatabaseProvider provider, TopUpBar bar)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();
        await scene.ChangeAccountAsync(a =>
        {
            if (bar == TopUpBar.Terminated) a.Standing = StandingState.Terminated;
            if (bar == TopUpBar.Closed) a.DisabledAt = scene.Panel.Now;
            if (bar == TopUpBar.Parked) (a.ParkedAt, a.ParkedReason) = (scene.Panel.Now, "Test");
            if (bar == TopUpBar.SuspendedByStaff) (a.Standing, a.Suspension, a.SuspensionReason) = (StandingState.Suspended, SuspensionKind.Manual, "Test");
        });

        await scene.SweepAsync();

        Assert.Empty(await scene.PaymentsAsync());
        Assert.Equal(bar, (await scene.Panel.Get<TopUpQueries>().FindAsync(scene.Customer, scene.Account))!.Bar);
    }

    [Theory]
    [EveryDatabase(DisputeState.Open, 1)]
    [EveryDatabase(DisputeState.Lost, 1)]
    [EveryDatabase(DisputeState.Won, 2)]
    public async Task Sweep_AccountInDispute_ChargesOnlyOnceItIsWon(DatabaseProvider provider, DisputeState state, int expected)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();
        await scene.SweepAsync();
        var payment = Assert.Single(await scene.PaymentsAsync());
        await scene.Panel.WriteAsync(db => Task.FromResult(db.Disputes.Add(new Dispute
        {
            PaymentId = payment.Id, Gateway = payment.Gateway, DisputeKey = "dp_1", AmountMinor = 2500, State = state, CreatedAt = scene.Panel.Now,
        })));
        await scene.RunLowAsync();

        await scene.SweepAfterAsync(Hour);

        Assert.Equal(expected, (await scene.PaymentsAsync()).Count);
    }

    [Theory, EveryDatabase]
    public async Task Sweep_SuspendedForLackOfCredit_BringsTheCreditThatLiftsIt(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync(-0.10m);
        await scene.ChangeAccountAsync(a => (a.Standing, a.Suspension) = (StandingState.Suspended, SuspensionKind.Auto));

        await scene.SweepAsync();
        await scene.Panel.Get<Core.Standing.StandingSweep>().LookAsync(scene.Account);

        var account = await scene.Panel.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == scene.Account));
        Assert.Equal((SuspensionKind.None, Money.FromDecimal(24.90m)), (account.Suspension, account.Credit));
    }

    [Theory, EveryDatabase]
    public async Task Sweep_SwitchedOff_ChargesNothing(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider);
        await scene.RunLowAsync();
        await scene.Desk.SwitchOffAsync(scene.Customer, scene.Account);

        await scene.SweepAsync();

        Assert.Empty(await scene.PaymentsAsync());
    }

    // The provider's call about what the bank has noted, through inbox and worker.
    private static Func<Task> TestGatewayPlayerCall(TopUpScene scene, Payment payment) => async () =>
    {
        var gateway = scene.Panel.Get<TestGateway>();
        var (body, signature) = gateway.Write(scene.Bank.Of(payment.Reference)[0]);
        var call = new WebhookCall(new Dictionary<string, string> { [TestGateway.SignatureHeader] = signature }, body);
        var genuine = Assert.IsType<WebhookVerdict.Genuine>(await gateway.VerifyAsync(call, CancellationToken.None));
        await scene.Panel.Get<PaymentInbox>().StoreAsync(TestGateway.GatewayName, genuine, body);
        await scene.Panel.Get<PaymentWorker>().RunAsync();
    };
}
