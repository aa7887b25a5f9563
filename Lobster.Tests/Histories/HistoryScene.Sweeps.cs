using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Billing.Storage;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Plans;
using Lobster.Core.Standing;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines.Operations;
using Microsoft.EntityFrameworkCore;
using static Lobster.Tests.Histories.ReferenceModel;

namespace Lobster.Tests.Histories;

// What the panel does by itself: its sweeps, killed now and then, operations and mail.
internal sealed partial class HistoryScene
{
    private readonly List<StandingWatch> watches = [];
    private readonly Dictionary<int, bool> turning = []; // by account: whether its machines are to be stopped (true) or started
    private long billedHour = long.MinValue;
    private int suspendedFactor;
    private int followed;
    private Instant? lastMove; // of those that the panel may still have to do
    private Priced current;

    /// <summary>Lets every sweep that moves money or standing pass, killed now and then; a clock that stepped too far is confirmed by an admin.</summary>
    public async Task SweepAsync(bool mayDie = true)
    {
        await PassAsync(Panel.Get<ChargeSweep>(), mayDie);
        await PassAsync(Panel.Get<StorageSweep>(), mayDie);
        var hour = Panel.Now.Micros / (3600 * Instant.MicrosPerSecond);
        if (hour != billedHour)
        {
            await PassAsync(Panel.Get<TransferBilling>(), mayDie);
            Model.BillTransfer(Panel.Now);
            billedHour = hour;
        }

        if (lastMove is not null) await PassAsync(Panel.Get<PriceMoveSweep>(), mayDie);
        if (lastMove <= Panel.Now) lastMove = null;
        await PassAsync(Panel.Get<StandingSweep>(), mayDie);
        await FollowStandingAsync();
        if (random.Next(4) > 0) await SendMailAsync();
    }

    /// <summary>Carries out what was asked of the cloud.</summary>
    public async Task WorkAsync()
    {
        while (await Panel.Get<IOperationRunner>().RunNextAsync(CancellationToken.None))
        {
        }

        foreach (var machine in machines.Where(m => m.IsAlive && turning.ContainsKey(m.Account)))
            Model.Turn(machine.Model, Panel.Now, turning[machine.Account] ? suspendedFactor : 1000);
        turning.Clear();
    }

    private async Task SendMailAsync()
    {
        await Panel.WriteAsync(db => db.OutgoingMails.Where(m => m.SentAt == null).ExecuteUpdateAsync(s => s.SetProperty(m => m.SentAt, Panel.Now)));
        foreach (var watch in watches) watch.HandOver(Panel.Now);
    }

    // The model says what there was to decide with; the watch whether it was decided rightly and by all.
    private async Task FollowStandingAsync()
    {
        var told = await Panel.ReadAsync(db => db.Events.Where(e => e.Type.StartsWith("standing.")).OrderBy(e => e.Id).Skip(followed).ToListAsync());
        followed += told.Count;
        for (var i = 0; i < accounts.Count; i++)
        {
            var (credit, burn) = (Model.CreditAt(i, Panel.Now), Model.BurnAt(i, Panel.Now));
            foreach (var step in told.Where(e => e.AccountId == accounts[i]))
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{step.At} account {i}: {step.Type}");
                watches[i].See(step, credit, burn);
                Follow(i, step.Type);
            }

            watches[i].Pass(Panel.Now, Model.CreditAt(i, Panel.Now), Model.BurnAt(i, Panel.Now));
        }
    }

    private void Follow(int account, string step)
    {
        if (step is "standing.suspended" or "standing.restored") turning[account] = step == "standing.suspended";
        if (step != "standing.terminated") return;
        turning.Remove(account); // the machines that were to be stopped are deleted; those of a later life are not meant
        foreach (var machine in machines.Where(m => m.IsAlive && m.Account == account))
        {
            Model.End(machine.Model, Panel.Now);
            machine.IsAlive = false;
        }

        foreach (var image in images.Where(i => i.Account == account)) Model.End(image.Model, Panel.Now);
        images.RemoveAll(i => i.Account == account);
    }

    private async Task PassAsync(ISweep sweep, bool mayDie)
    {
        if (mayDie && random.Next(4) == 0)
        {
            Panel.Crash.At(random.Next(1, 5), afterIt: random.Next(2) == 0);
            try
            {
                await sweep.RunAsync();
            }
            catch (OperationCanceledException)
            {
                // Killed; the next pass finds whatever is there.
            }

            Panel.Crash.Never();
        }

        if ((await sweep.RunAsync()).HeldBecause is null) return;
        Assert.False((await Panel.Get<Heartbeat>().ConfirmAsync(Actor.System, Panel.Now)).IsRefused);
        Assert.Null((await sweep.RunAsync()).HeldBecause);
    }
}
