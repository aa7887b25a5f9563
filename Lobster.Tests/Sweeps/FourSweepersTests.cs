using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Core.Sweeps;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.Sweeps;

public sealed class FourSweepersTests
{
    private const int Rounds = 100;

    [Fact, Trait("Category", "PostgreSql")]
    public async Task FourSweepersReleasedTogetherAHundredTimes_LedgerOfOne()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.PostgreSQL);
        AccountId[] accounts = [panel.Stock.Account, (await panel.AddCustomerAsync("bob")).Account, (await panel.AddCustomerAsync("eve")).Account];
        for (var i = 0; i < 6; i++) await panel.BillVmAsync($"web-{i}");
        ServiceProvider[] nodes = [panel.SecondNode(), panel.SecondNode(), panel.SecondNode(), panel.SecondNode()];
        var charged = 0;
        for (var round = 0; round < Rounds; round++)
        {
            panel.Advance(TimeSpan.FromHours(1));
            using var gate = new SemaphoreSlim(0);
            var passes = nodes.Select(node => Task.Run(async () =>
            {
                await gate.WaitAsync(TestContext.Current.CancellationToken);
                return await node.GetRequiredService<ChargeSweep>().RunAsync(TestContext.Current.CancellationToken);
            })).ToList();
            gate.Release(nodes.Length);
            var results = await Task.WhenAll(passes);
            charged += results.Sum(r => r.Done);
            Assert.All(results, r => Assert.Equal(0, r.Failed));
        }

        Assert.Equal(6 * Rounds, charged);
        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 6 * Rounds), await panel.CreditAsync(accounts[0]));
        foreach (var other in accounts[1..]) Assert.Equal(Money.FromUnits(100), await panel.CreditAsync(other));
        Assert.Equal(0, await panel.ReadAsync(db => db.Accounts.CountAsync(a => a.ParkedAt != null)));
        await panel.AssertBooksInOrderAsync();
        foreach (var node in nodes) await node.DisposeAsync();
    }
}
