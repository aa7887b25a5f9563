using Lobster.Core;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.VirtualMachines;

/// <summary>The real program, asked to stop by SIGTERM while it charges and while operations run: 5 times, or as often as the variable LOBSTER_STOPS says.</summary>
public sealed class StopTests
{
    private static int Stops => int.TryParse(Environment.GetEnvironmentVariable("LOBSTER_STOPS"), out var count) ? count : 5;

    [Fact]
    public Task Program_StoppedAtRandomMoments_EndsCleanlyAndGivesItsLeasesBack() => StopAsync(Stops);

    private static async Task StopAsync(int stops)
    {
        var random = new Random(4711);
        await using var panel = await PanelProcess.StartAsync(settings: BusyPanel.Settings);
        var stock = await BusyPanel.StockAsync(panel);
        for (var round = 0; round < stops; round++)
        {
            await using (var node = await BesideNode.ComposeAsync(panel)) await BusyPanel.AskAsync(node, stock, random, round);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1200)), TimeProvider.System);

            Assert.Equal(0, await panel.StopAsync());
            await using (var node = await BesideNode.ComposeAsync(panel)) await AssertLeftInOrderAsync(node);
            await panel.RestartAsync();
        }

        await using var beside = await BesideNode.ComposeAsync(panel);
        await Wait.UntilAsync("operations to end", async () => await BusyPanel.ReadAsync(beside, db => db.Operations.AllAsync(o => o.FinishedAt != null)));
        await BusyPanel.AssertOneMachineEachAsync(beside, stock);
        Assert.Equal(0, await panel.StopAsync());
    }

    private static async Task AssertLeftInOrderAsync(ServiceProvider node)
    {
        var now = Instant.From(TimeProvider.System.GetUtcNow());

        Assert.Empty(await node.GetRequiredService<Verifier>().RunAsync());
        Assert.Empty(await BusyPanel.ReadAsync(node, db => db.Operations.Where(o => o.State == OperationState.Running && o.LeaseUntil > now).Select(o => o.Id).ToListAsync()));
        Assert.Empty(await BusyPanel.ReadAsync(node, db => db.SweepStates.Where(s => s.LeaseUntil > now).Select(s => s.Sweep).ToListAsync()));
    }
}
