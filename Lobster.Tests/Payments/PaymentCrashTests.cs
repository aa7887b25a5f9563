using System.Globalization;
using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Payments;

/// <summary>
/// The program is killed before and after each commit of a payment's way and started again; customers, staff and providers do what they do then: press the button once
/// more, deliver what was not answered. It must end as if nothing had happened, to the nano.
/// </summary>
public sealed class PaymentCrashTests
{
    private const int Most = 60;

    [Theory]
    [EveryDatabase(TestOutcome.Paid)]
    [EveryDatabase(TestOutcome.PaidTwice)]
    [EveryDatabase(TestOutcome.PaidLate)]
    [EveryDatabase(TestOutcome.OutOfOrder)]
    [EveryDatabase(TestOutcome.Underpaid)]
    public Task Payment_KilledAtEveryCommit_EndsAsUncrashed(DatabaseProvider provider, TestOutcome outcome) => KillEverywhereAsync(provider, async play =>
    {
        var payment = await play.BeginAsync();
        await play.TellAsync(payment, outcome);
    });

    [Theory]
    [EveryDatabase(TestOutcome.RefundedInFull)]
    [EveryDatabase(TestOutcome.DisputeWon)]
    [EveryDatabase(TestOutcome.DisputeLost)]
    public Task Return_KilledAtEveryCommit_EndsAsUncrashed(DatabaseProvider provider, TestOutcome outcome) => KillEverywhereAsync(provider, async play =>
    {
        var payment = await play.BeginAsync();
        await play.TellAsync(payment, TestOutcome.Paid);
        if (outcome is TestOutcome.DisputeWon or TestOutcome.DisputeLost) await play.TellAsync(payment, TestOutcome.Disputed);
        await play.TellAsync(payment, outcome);
    });

    [Theory, EveryDatabase]
    public Task LookUp_KilledAtEveryCommit_EndsAsUncrashed(DatabaseProvider provider) => KillEverywhereAsync(provider, async play =>
    {
        var payment = await play.BeginAsync();
        play.Happened(payment, TestOutcome.CallbackLost);
        Assert.Null((await play.Scene.LookUps().LookAsync(play.Scene.Customer, payment.Id)).Refusal);
    });

    [Theory, EveryDatabase]
    public Task RefundByStaff_KilledAtEveryCommit_EndsAsUncrashed(DatabaseProvider provider) => KillEverywhereAsync(provider, async play =>
    {
        var payment = await play.BeginAsync();
        await play.TellAsync(payment, TestOutcome.Paid);
        Assert.Null((await play.Scene.RefundDesk().RequestAsync(play.Scene.Staff, new RefundForm(play.Request, payment.Id, "9.99", "Not needed any more"))).Refusal);
    });

    private static async Task KillEverywhereAsync(DatabaseProvider provider, Func<Play, Task> way)
    {
        var (wanted, _) = await RunAsync(provider, way, 0, afterIt: false);
        for (var commit = 1; commit <= Most; commit++)
        {
            var (before, fired) = await RunAsync(provider, way, commit, afterIt: false);
            if (!fired)
            {
                Assert.True(commit > 2, "Nothing was committed.");
                return;
            }

            Same(wanted, before, $"killed before commit {commit}");
            Same(wanted, (await RunAsync(provider, way, commit, afterIt: true)).State, $"killed after commit {commit}");
        }

        Assert.Fail($"There are more than {Most} commits.");
    }

    private static void Same(string wanted, string actual, string when)
    {
        if (wanted != actual) Assert.Fail($"{when}\nwithout a crash:\n{wanted}\n\nwith it:\n{actual}");
    }

    private static async Task<(string State, bool Fired)> RunAsync(DatabaseProvider provider, Func<Play, Task> way, int commit, bool afterIt)
    {
        await using var scene = await PaymentScene.CreateAsync(provider);
        var (crash, play) = (scene.Database.Crash, new Play(scene));
        crash.At(commit, afterIt);
        try
        {
            await way(play);
        }
        catch (OperationCanceledException) when (crash.HasFired)
        {
        }

        var fired = crash.HasFired;
        crash.Never();
        if (fired) await way(play);
        // Turns that the killed program had taken run out.
        scene.Database.Time.Advance(TimeSpan.FromMinutes(11));
        await scene.RefundSender().RunAsync();
        await scene.Worker().RunAsync();
        await scene.LookUps().RunAsync();
        Assert.Empty(await scene.ViolationsAsync());
        return (await ReadAsync(scene), fired);
    }

    private static async Task<string> ReadAsync(PaymentScene scene)
    {
        await using var db = scene.Database.Open();
        var payment = await db.Payments.AsNoTracking().SingleAsync();
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"payment {payment.State} paid {payment.PaidMinor} refunded {payment.RefundedMinor} credit {payment.Credit}"),
            $"credit {await scene.CreditAsync()}",
            $"sent back {scene.Bank.Of(payment.Reference).Count(e => e.Type == "refund.completed")} times",
        ];
        foreach (var entry in await db.LedgerEntries.OrderBy(e => e.Id).Select(e => new { e.Kind, e.Amount }).ToListAsync()) lines.Add($"entry {entry.Kind} {entry.Amount}");
        foreach (var refund in await db.Refunds.OrderBy(r => r.Id).ToListAsync()) lines.Add(string.Create(CultureInfo.InvariantCulture, $"refund {refund.State} {refund.AmountMinor}"));
        foreach (var dispute in await db.Disputes.OrderBy(d => d.Id).ToListAsync()) lines.Add(string.Create(CultureInfo.InvariantCulture, $"dispute {dispute.State} {dispute.AmountMinor}"));
        foreach (var mail in await db.OutgoingMails.OrderBy(m => m.Subject).Select(m => m.Subject).ToListAsync()) lines.Add($"mail {mail}");
        return string.Join('\n', lines);
    }

    /// <summary>What the same people and providers do, the first time and after a restart: the same request, the same events.</summary>
    private sealed record Play(PaymentScene Scene)
    {
        private readonly Dictionary<TestOutcome, IReadOnlyList<TestEvent>> happened = [];

        public Guid Request { get; } = Guid.CreateVersion7();

        public async Task<Payment> BeginAsync()
        {
            var begun = await Scene.Deposits().BeginAsync(Scene.Customer, new DepositRequest(Request, Scene.Account, Money.FromUnits(25), "test"), PaymentScene.PageOf);
            Assert.Null(begun.Refusal);
            return await Scene.PaymentAsync(p => p.RequestId == Request);
        }

        public IReadOnlyList<TestEvent> Happened(Payment payment, TestOutcome outcome) =>
            happened.TryGetValue(outcome, out var known) ? known : happened[outcome] = Scene.Happened(payment, outcome);

        public async Task TellAsync(Payment payment, TestOutcome outcome)
        {
            foreach (var e in Happened(payment, outcome))
            {
                await Scene.DeliverAsync(e);
                await Scene.Worker().RunAsync();
            }
        }
    }
}
