using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Crashes;

/// <summary>Kills a scenario before and after each of its commits and goes on with it: it must end as if it had never been killed.</summary>
internal static class CrashRun
{
    private const int Most = 200;

    public static async Task KillEverywhereAsync(DatabaseProvider provider, string name)
    {
        var (wanted, _) = await RunAsync(provider, Scenarios.All[name], 0, false);
        for (var commit = 1; commit <= Most; commit++)
        {
            var (before, fired) = await RunAsync(provider, Scenarios.All[name], commit, afterIt: false);
            if (!fired)
            {
                Assert.NotEqual(1, commit);
                return;
            }

            Same(wanted, before, $"{name}, killed before commit {commit}");
            Same(wanted, (await RunAsync(provider, Scenarios.All[name], commit, afterIt: true)).State, $"{name}, killed after commit {commit}");
        }

        Assert.Fail($"{name} has more than {Most} commits.");
    }

    private static void Same(string wanted, string actual, string when)
    {
        if (wanted != actual) Assert.Fail($"{when}\nwithout a crash:\n{wanted}\n\nwith it:\n{actual}");
    }

    private static async Task<(string State, bool Fired)> RunAsync(DatabaseProvider provider, Scenario scenario, int commit, bool afterIt)
    {
        await using var panel = await TestPanel.CreateAsync(provider, o => o.HeartbeatDays = 30);
        var vm = await scenario.Prepare(panel);
        var (request, end) = (Guid.CreateVersion7(), panel.Now + TimeSpan.FromHours(6.5));
        panel.Crash.At(commit, afterIt);
        try
        {
            await scenario.Act(panel, vm, request);
        }
        catch (OperationCanceledException) when (panel.Crash.HasFired)
        {
        }

        var fired = panel.Crash.HasFired;
        panel.Crash.Never();
        if (fired) await scenario.Act(panel, vm, request);
        await panel.SettleAsync();
        panel.AdvanceTo(end);
        await panel.ChargeAsync();
        await panel.AssertBooksInOrderAsync();
        return (await FinalState.ReadAsync(panel), fired);
    }
}
