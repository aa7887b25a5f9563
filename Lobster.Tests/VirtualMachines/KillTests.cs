using Lobster.Core.Verification;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.VirtualMachines;

/// <summary>The real program, killed with -9 while it charges and while operations run. 25 times, or as often as the variable LOBSTER_KILLS says.</summary>
public sealed class KillTests
{
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("LOBSTER_KILLS"), out var count) ? count : 25;

    [Fact]
    public async Task Program_KilledAtRandomMoments_BooksStayInOrderAndNoMachineIsMadeTwice()
    {
        var seed = 4711;
        var random = new Random(seed);
        await using var panel = await PanelProcess.StartAsync(settings: BusyPanel.Settings);
        var stock = await BusyPanel.StockAsync(panel);
        for (var round = 0; round < Kills; round++)
        {
            await using (var node = await BesideNode.ComposeAsync(panel)) await BusyPanel.AskAsync(node, stock, random, round);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1200)), TimeProvider.System);

            await panel.KillAsync();
            await using (var node = await BesideNode.ComposeAsync(panel)) Assert.Empty(await node.GetRequiredService<Verifier>().RunAsync());
            await panel.RestartAsync();
        }

        await using var beside = await BesideNode.ComposeAsync(panel);
        await Wait.UntilAsync("operations to end", async () => await BusyPanel.ReadAsync(beside, db => db.Operations.AllAsync(o => o.FinishedAt != null)));
        await BusyPanel.AssertOneMachineEachAsync(beside, stock);
        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, $"seed {seed}: {verify.Output}");
    }
}
