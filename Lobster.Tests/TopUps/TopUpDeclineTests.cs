using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.TopUps;

/// <summary>What a bank's "no" does, and what a killed program leaves behind.</summary>
public sealed class TopUpDeclineTests
{
    [Theory]
    [EveryDatabase(TestCard.InsufficientFunds, TopUpWait.Declined, "Declined")]
    [EveryDatabase(TestCard.AuthenticationRequired, TopUpWait.Confirmation, "Confirm")]
    public async Task Charge_DeclinedForNow_IsTriedAgainAfterAnHourAndADayAndThenSwitchedOff(DatabaseProvider provider, TestCard kind, TopUpWait wait, string letter)
    {
        await using var scene = await TopUpScene.OnAsync(provider, kind);
        await scene.RunLowAsync();

        await scene.SweepAsync();
        var first = await scene.RuleAsync();
        await scene.SweepAfterAsync(TimeSpan.FromMinutes(59));
        var within = (await scene.PaymentsAsync()).Count;
        await scene.SweepAfterAsync(TimeSpan.FromMinutes(2));
        await scene.SweepAfterAsync(TimeSpan.FromHours(23));
        var withinTheDay = (await scene.PaymentsAsync()).Count;
        await scene.SweepAfterAsync(TimeSpan.FromHours(2));
        await scene.SweepAfterAsync(TimeSpan.FromDays(3));

        var last = await scene.RuleAsync();
        Assert.Equal((wait, 1, 1, 2), (first.WaitFor, first.Declines, within, withinTheDay));
        Assert.Equal((TopUpState.Stopped, TopUpStop.Declined, 3), (last.State, last.StoppedBecause, (await scene.PaymentsAsync()).Count(p => p.State == PaymentState.Failed)));
        Assert.Equal((2, 1, 0), ((await scene.MailsAsync(letter + ":")).Count, (await scene.MailsAsync("StoppedByDeclines")).Count, (await scene.MailsAsync("Failed")).Count));
    }

    [Theory, EveryDatabase]
    public async Task Charge_CardLost_SwitchesOffAtOnce(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider, TestCard.Lost);
        await scene.RunLowAsync();

        await scene.SweepAsync();
        await scene.SweepAfterAsync(TimeSpan.FromDays(2));

        var rule = await scene.RuleAsync();
        Assert.Equal((TopUpState.Stopped, TopUpStop.CardUseless), (rule.State, rule.StoppedBecause));
        Assert.Single(await scene.PaymentsAsync());
        Assert.Single(await scene.MailsAsync("StoppedByCard"));
    }

    [Theory, EveryDatabase]
    public async Task Charge_AnotherCardAfterADecline_GoesOnWithACleanSlate(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider, TestCard.InsufficientFunds);
        await scene.RunLowAsync();
        await scene.SweepAsync();

        await scene.SaveCardAsync();
        await scene.SwitchOnAsync();
        await scene.SweepAfterAsync(TimeSpan.FromMinutes(61));

        var rule = await scene.RuleAsync();
        Assert.Equal((TopUpState.On, 0, Money.FromDecimal(25.40m)), (rule.State, rule.Declines, await scene.CreditAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Charge_CardReplacedWhileItsAnswerWasLost_SaysNothingAboutTheNewOne(DatabaseProvider provider)
    {
        await using var scene = await TopUpScene.OnAsync(provider, TestCard.Lost);
        await scene.RunLowAsync();
        scene.Gateway.LosesAnswer = true;
        await scene.SweepAsync();

        await scene.SaveCardAsync();
        await scene.SweepAfterAsync(TimeSpan.FromMinutes(3));

        Assert.Equal((TopUpState.On, 0), ((await scene.RuleAsync()).State, (await scene.RuleAsync()).Declines));
        Assert.Equal(PaymentState.Failed, Assert.Single(await scene.PaymentsAsync()).State);
    }

    [Theory]
    [EveryDatabase(false)]
    [EveryDatabase(true)]
    public async Task Program_KilledAtEveryCommitOfASweep_ChargesOnce(DatabaseProvider provider, bool isAfterTheCommit)
    {
        var commit = 1;
        for (; commit < 20; commit++)
        {
            await using var scene = await TopUpScene.OnAsync(provider);
            await scene.RunLowAsync();
            scene.Panel.Crash.At(commit, isAfterTheCommit);
            await KilledAsync(scene);
            var hasFired = scene.Panel.Crash.HasFired;
            scene.Panel.Crash.Never();

            await scene.SweepAfterAsync(TimeSpan.FromMinutes(3));
            await scene.SweepAfterAsync(TimeSpan.FromMinutes(3));

            var payment = Assert.Single(await scene.PaymentsAsync());
            Assert.Equal((PaymentState.Completed, Money.FromDecimal(25.40m)), (payment.State, await scene.CreditAsync()));
            Assert.Single(scene.Bank.Of(payment.Reference));
            Assert.Single(await scene.MailsAsync("ReceivedAutomatically"));
            await scene.Panel.AssertBooksInOrderAsync();
            if (!hasFired) break;
        }

        Assert.InRange(commit, 5, 19);
    }

    private static async Task KilledAsync(TopUpScene scene)
    {
        try
        {
            await scene.SweepAsync();
        }
        catch (OperationCanceledException)
        {
            // The program is dead; what it had committed is there.
        }
    }
}
