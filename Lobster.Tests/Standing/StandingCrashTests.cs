using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Standing;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Standing;

/// <summary>The program is killed before and after every commit of a change of standing; what comes of it is what comes of an undisturbed run.</summary>
public sealed class StandingCrashTests
{
    private const int MostCommits = 40;

    [Theory]
    [EveryDatabase("suspend")]
    [EveryDatabase("restore")]
    [EveryDatabase("terminate")]
    public async Task Change_KilledAtAnyCommit_EndsAsIfNothingHappened(DatabaseProvider provider, string change)
    {
        var (expected, _) = await RunAsync(provider, change, 0, afterIt: false);
        foreach (var afterIt in new[] { false, true })
            for (var commit = 1; commit <= MostCommits; commit++)
            {
                var (state, crashed) = await RunAsync(provider, change, commit, afterIt);
                Assert.Equal(expected, state);
                if (!crashed) break;
                Assert.NotEqual(MostCommits, commit);
            }
    }

    private static async Task<(string State, bool Crashed)> RunAsync(DatabaseProvider provider, string change, int commit, bool afterIt)
    {
        await using var scene = await StandingScene.CreateAsync(provider);
        await PrepareAsync(scene, change);
        scene.Panel.Crash.At(commit, afterIt);
        var crashed = false;
        try
        {
            await WorkAsync(scene.Panel);
        }
        catch (OperationCanceledException)
        {
            crashed = true;
        }

        scene.Panel.Crash.Never();
        await WorkAsync(scene.Panel);
        await scene.Panel.AssertBooksInOrderAsync();
        return (await StateAsync(scene), crashed);
    }

    private static async Task PrepareAsync(StandingScene scene, string change)
    {
        var panel = scene.Panel;
        await panel.CreateVmAsync("on");
        if (change == "terminate")
        {
            await panel.Get<VmActions>().SnapshotAsync(panel.Stock.Owner, await panel.ReadAsync(db => db.VirtualMachines.Select(v => v.Id).SingleAsync()), "copy", Guid.CreateVersion7());
            await panel.SettleAsync();
        }

        await scene.LeaveHoursAsync(1);
        await scene.TickAsync();
        panel.Advance(TimeSpan.FromHours(25));
        await panel.ChargeAsync();
        if (change == "suspend") return;
        await scene.TickAsync();
        if (change == "restore")
        {
            await panel.GiveAsync(scene.AccountId, Money.FromUnits(9));
            return;
        }

        for (var day = 0; day < 12 && (await scene.AccountAsync()) is var account && !(account.TerminationDue <= panel.Now); day++)
        {
            panel.Advance(TimeSpan.FromHours(24));
            await panel.ChargeAsync();
            if (!(account.TerminationDue <= panel.Now)) await panel.Get<StandingSweep>().RunAsync();
            await scene.SendMailAsync();
        }

        Assert.IsType<StandingDecision.Terminate>(await DecideAsync(panel));
    }

    private static Task<StandingDecision> DecideAsync(TestPanel panel) => panel.ReadAsync(async db =>
        StandingRules.Decide(await db.FactsAsync(await db.Accounts.SingleAsync(a => a.Id == panel.Stock.Account), panel.Database.Clock, CancellationToken.None), panel.Standing.Policy));

    private static async Task WorkAsync(TestPanel panel)
    {
        await panel.Get<StandingSweep>().RunAsync();
        await panel.SettleAsync();
        await panel.Get<StatusSweep>().RunAsync();
        await panel.Get<SuspensionSweep>().RunAsync();
        await panel.SettleAsync();
    }

    private static async Task<string> StateAsync(StandingScene scene)
    {
        var panel = scene.Panel;
        var account = await scene.AccountAsync();
        var vms = await panel.ReadAsync(db => db.VirtualMachines.OrderBy(v => v.Id).ToListAsync());
        var images = await panel.ReadAsync(db => db.Images.Where(i => i.AccountId != null).Select(i => i.State).ToListAsync());
        var told = await panel.ReadAsync(db => db.Events.Where(e => e.Type.StartsWith("standing.")).GroupBy(e => e.Type).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync());
        return string.Join("; ",
            $"{account.Standing} {account.Suspension} {account.NoticesSent} {account.Credit}",
            string.Join(", ", vms.Select(v => $"{v.Lifecycle} {v.PowerState} {v.Suspension} {v.StoppedBySuspension}")),
            string.Join(", ", images),
            string.Join(", ", told.Select(t => $"{t.Key} {t.Count}")),
            string.Join(", ", await scene.LettersAsync()),
            $"{await panel.MachinesInTheCloudAsync()} in the cloud");
    }
}
