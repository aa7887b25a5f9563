using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments;

/// <summary>Payments are read back from their providers, so that a lost call heals by itself.</summary>
public sealed class PaymentLookUpTests
{
    [Theory, EveryDatabase]
    public async Task Sweep_AfterALostCallback_CreditsOnceAndSaysSo(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        scene.Happened(payment, TestOutcome.CallbackLost);

        await scene.LookUps().RunAsync();
        var early = await scene.CreditAsync();
        scene.Database.Time.Advance(TimeSpan.FromMinutes(6));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scene.LookUps().RunAsync()));

        await using var db = scene.Database.Open();
        var desk = new PaymentDesk(scene.Database.Transactions, new PaymentSignal(), scene.Database.Clock, scene.Database.Time);
        var difference = Assert.Single((await desk.DifferencesAsync(scene.Staff)).Value!);
        Assert.Equal((Money.Zero, Money.FromUnits(25)), (early, await scene.CreditAsync()));
        Assert.Equal(1, await db.Events.CountAsync(e => e.Type == "payment.healed"));
        Assert.Equal(("payment.healed", payment.Id), (difference.Kind, difference.PaymentId));
        Assert.IsType<Refusal.NotAllowed>((await desk.DifferencesAsync(scene.Customer)).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task CallbackReturnAndSweep_AllAtOnce_CreditOnce(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        var paid = scene.Happened(payment, TestOutcome.Paid)[0];
        scene.Database.Time.Advance(TimeSpan.FromMinutes(4));
        scene.Database.Time.Advance(TimeSpan.FromMinutes(2));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            if (i % 3 == 0) await scene.LookUps().RunAsync();
            else if (i % 3 == 1) await scene.LookUps().LookAsync(scene.Customer, payment.Id);
            else
            {
                await scene.DeliverAsync(paid);
                await scene.Worker().RunAsync();
            }
        }));

        Assert.Equal(Money.FromUnits(25), await scene.CreditAsync());
        Assert.Empty(await scene.ViolationsAsync());
    }

    [Theory, EveryDatabase]
    public async Task Sweep_DayAfterCompletion_FindsARefundMadeAtTheProvider(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);
        scene.Happened(payment, TestOutcome.Paid);
        scene.Database.Time.Advance(TimeSpan.FromMinutes(6));
        await scene.LookUps().RunAsync();
        scene.Happened(payment, TestOutcome.RefundedInPart);

        scene.Database.Time.Advance(TimeSpan.FromHours(25));
        await scene.LookUps().RunAsync();

        Assert.Equal((PaymentState.PartiallyRefunded, Money.FromUnits(15)), ((await scene.AgainAsync(payment)).State, await scene.CreditAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Sweep_ProviderNeverHeardOfIt_AsksEverMoreRarelyAndStops(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);

        for (var hour = 0; hour < 24 * 16; hour++)
        {
            scene.Database.Time.Advance(TimeSpan.FromHours(1));
            await scene.LookUps().RunAsync();
        }

        var after = await scene.AgainAsync(payment);
        Assert.Null(after.LookAt);
        Assert.InRange(after.Looks, 20, 80);
        Assert.Equal(PaymentState.Pending, after.State);
    }

    [Theory, EveryDatabase]
    public async Task Look_AtAnotherCustomersPayment_IsNotFound(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);

        var outcome = await scene.LookUps().LookAsync(Actor.Browser(987654), payment.Id);

        Assert.IsType<Refusal.NotFound>(outcome.Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Look_ProviderSilent_LosesNothingAndTells(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var payment = await scene.BeginAsync(25);

        var outcome = await scene.LookUps(scene.Gateways(new SilentGateway(GatewayErrorKind.Unavailable))).LookAsync(scene.Customer, payment.Id);

        Assert.IsType<Refusal.Conflict>(outcome.Refusal);
        Assert.Equal(PaymentState.Pending, (await scene.AgainAsync(payment)).State);
    }

    [Theory, EveryDatabase]
    public async Task Bodies_AfterTheirTime_AreDeletedAndTheirVerdictsStay(DatabaseProvider provider)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        await scene.PaidAsync(25);
        var pruning = new DeliveryPruning(scene.Database.Transactions, scene.Rules, scene.Database.Time);

        scene.Database.Time.Advance(TimeSpan.FromDays(179));
        await pruning.RunAsync();
        var kept = Assert.Single(await scene.DeliveriesAsync()).Body.Length;
        scene.Database.Time.Advance(TimeSpan.FromDays(2));
        await pruning.RunAsync();

        var delivery = Assert.Single(await scene.DeliveriesAsync());
        Assert.True(kept > 0);
        Assert.Equal((0, GatewayEventState.Processed), (delivery.Body.Length, delivery.State));
    }
}
