using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Ledger;
using Lobster.Core.Regions;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lobster.Tests.VirtualMachines;

/// <summary>Gives a running program something to do, at random.</summary>
internal static class BusyPanel
{
    /// <summary>An hour passes each second.</summary>
    public static Dictionary<string, string?> Settings { get; } = new()
    {
        ["Lobster:Development:ClockSpeed"] = "3600", ["Lobster:Operations:LookUpSeconds"] = "2", ["Lobster:Billing:VmLimit"] = "1000",
    };

    public static async Task AskAsync(ServiceProvider node, BusyStock stock, Random random, int round)
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

    public static async Task AssertOneMachineEachAsync(ServiceProvider node, BusyStock stock)
    {
        var region = await ReadAsync(node, db => db.Regions.SingleAsync(r => r.Id == stock.Region));
        var seen = await node.GetRequiredService<RegionBackends>().Of(region).ListAsync(CancellationToken.None).Select(v => v.Mark!.Token!.Value).ToListAsync();
        var expected = await ReadAsync(node, db => db.VirtualMachines.Where(v => v.Lifecycle == VmLifecycle.Active).Select(v => v.CreateToken).ToListAsync());

        Assert.Equal(expected.Order(), seen.Order());
    }

    public static async Task<BusyStock> StockAsync(PanelProcess panel)
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
        return new BusyStock(region.Id, plan.Id, image.Id, owner.AccountId, Actor.Browser(owner.UserId));
    }

    public static Task<T> ReadAsync<T>(ServiceProvider node, Func<Core.Data.LobsterDbContext, Task<T>> read) =>
        node.GetRequiredService<Core.Data.Transactions>().ReadAsync((db, _) => read(db));
}
