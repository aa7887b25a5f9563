using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Ledger;
using Lobster.Core.Regions;
using Lobster.Core.Verification;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.VirtualMachines;

/// <summary>The real program, killed with -9 while it charges and while operations run.</summary>
public sealed class KillTests
{
    private const int Kills = 25;

    [Fact]
    public async Task Program_KilledAt25RandomMoments_BooksStayInOrderAndNoMachineIsMadeTwice()
    {
        var seed = 4711;
        var random = new Random(seed);
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Lobster:Development:ClockSpeed"] = "3600", ["Lobster:Operations:LookUpSeconds"] = "2", ["Lobster:Billing:VmLimit"] = "1000",
        });
        var stock = await StockAsync(panel);
        for (var round = 0; round < Kills; round++)
        {
            await using (var node = await BesideNode.ComposeAsync(panel)) await AskAsync(node, stock, random, round);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1200)), TimeProvider.System);

            await panel.KillAsync();
            await using (var node = await BesideNode.ComposeAsync(panel)) Assert.Empty(await node.GetRequiredService<Verifier>().RunAsync());
            await panel.RestartAsync();
        }

        await using var beside = await BesideNode.ComposeAsync(panel);
        await Wait.UntilAsync("operations to end", async () => await ReadAsync(beside, db => db.Operations.AllAsync(o => o.FinishedAt != null)));
        await AssertOneMachineEachAsync(beside, stock);
        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, $"seed {seed}: {verify.Output}");
    }

    private static async Task AskAsync(ServiceProvider node, KillStock stock, Random random, int round)
    {
        for (var i = random.Next(1, 3); i > 0; i--)
            await node.GetRequiredService<VmCreation>().CreateAsync(
                stock.Owner, new CreateVmForm(Guid.CreateVersion7(), stock.Account, stock.Region, stock.Plan, stock.Image, $"vm-{round}-{i}"));
        var living = await ReadAsync(node, db => db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Active || v.Lifecycle == VmLifecycle.Provisioning).Select(v => v.Id).ToListAsync());
        if (living.Count > 6) await node.GetRequiredService<VmDeletion>().DeleteAsync(stock.Owner, living[random.Next(living.Count)]);
        var other = living[random.Next(living.Count)];
        var actions = node.GetRequiredService<VmActions>();
        _ = random.Next(3) switch
        {
            0 => await actions.StopAsync(stock.Owner, other, Guid.CreateVersion7()),
            1 => await actions.StartAsync(stock.Owner, other, Guid.CreateVersion7()),
            _ => await actions.SnapshotAsync(stock.Owner, other, $"snap-{round}", Guid.CreateVersion7()),
        };
    }

    private static async Task AssertOneMachineEachAsync(ServiceProvider node, KillStock stock)
    {
        var region = await ReadAsync(node, db => db.Regions.SingleAsync(r => r.Id == stock.Region));
        var seen = await node.GetRequiredService<RegionBackends>().Of(region).ListAsync(CancellationToken.None).Select(v => v.Mark!.Token!.Value).ToListAsync();
        var expected = await ReadAsync(node, db => db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Active).Select(v => v.CreateToken).ToListAsync());

        Assert.Equal(expected.Order(), seen.Order());
    }

    private static async Task<KillStock> StockAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var region = await db.Regions.OrderBy(r => r.Id).FirstAsync();
        region.Options = """{"provisionSeconds":"1","powerSeconds":"1","changeSeconds":"1","imageSeconds":"1"}""";
        region.Version++;
        await db.SaveChangesAsync();
        var owner = await db.Memberships.FirstAsync();
        var image = await db.Images.FirstAsync(i => i.RegionId == region.Id);
        var plan = await db.Plans.OrderBy(p => p.SortOrder).FirstAsync();
        await using var node = await BesideNode.ComposeAsync(panel);
        await node.GetRequiredService<Core.Data.Transactions>().RunAsync((write, token) => write.PostAsync(new LedgerEntry
        {
            AccountId = owner.AccountId, Kind = EntryKind.Adjustment, Key = "rich", Amount = Money.FromUnits(100_000), Actor = Actor.System,
        }, token));
        return new KillStock(region.Id, plan.Id, image.Id, owner.AccountId, Actor.Browser(owner.UserId));
    }

    private static Task<T> ReadAsync<T>(ServiceProvider node, Func<Core.Data.LobsterDbContext, Task<T>> read) =>
        node.GetRequiredService<Core.Data.Transactions>().ReadAsync((db, _) => read(db));

    private sealed record KillStock(RegionId Region, Core.Plans.PlanId Plan, Core.Images.ImageId Image, AccountId Account, Actor Owner);
}
