using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Selling;

/// <summary>Random histories of moves among creates, resizes, stops and deletes cost what a tiny model of them says.</summary>
public sealed class PriceMoveHistories
{
    [Theory, EveryDatabase]
    public async Task Histories_Random_CostWhatTheModelSays(DatabaseProvider provider)
    {
        for (var seed = 1; seed <= 12; seed++) await RunAsync(provider, seed);
    }

    private static async Task RunAsync(DatabaseProvider provider, int seed)
    {
        var random = new Random(seed);
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var model = new MoveModel(panel.Stock.Small, panel.Stock.Large);
        var machines = new List<VmId>();
        for (var step = 0; step < 30; step++)
        {
            panel.Advance(TimeSpan.FromSeconds(random.Next(1, 4 * 3600)));
            var now = panel.Now;
            var vm = machines.Count > 0 ? machines[random.Next(machines.Count)] : (VmId?)null;
            var plan = random.Next(2) == 0 ? panel.Stock.Small : panel.Stock.Large;
            switch (random.Next(8))
            {
                case 0 or 1 when machines.Count < 6:
                    machines.Add(await panel.BillVmAsync($"vm-{step}"));
                    model.Create(machines[^1], now);
                    break;
                case 2 when vm is { } id:
                    await panel.ChangeAsync(id, plan, null);
                    model.Resize(id, now, plan);
                    break;
                case 3 when vm is { } id:
                    var factor = random.Next(3) * 500;
                    await panel.ChangeAsync(id, null, factor);
                    model.Factor(id, now, factor);
                    break;
                case 4 when vm is { } id && random.Next(3) == 0:
                    SellingScene.Done(await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, id));
                    model.End(id, now);
                    machines.Remove(id);
                    break;
                case 5 or 6:
                    var sale = Money.FromDecimal(0.001m * random.Next(1, 60));
                    var at = random.Next(3) == 0 ? (Instant?)null : now + TimeSpan.FromSeconds(random.Next(1, 30 * 3600));
                    await panel.AddPriceAsync(admin, SellingScene.Price(plan, sale.ToString()) with { Moves = true, MoveAt = at?.ToString(), SkipsNotice = true });
                    model.Price(plan, now, sale, at ?? now);
                    break;
                default:
                    await panel.ChargeAsync();
                    if (random.Next(2) == 0) await panel.MoveAsync();
                    break;
            }
        }

        await panel.ChargeAsync();
        await panel.MoveAsync();

        foreach (var vm in model.Machines) Assert.True(model.Cost(vm, panel.Now) == await panel.LinesAsync(vm), $"seed {seed}, machine {vm}");
        await panel.AssertBooksInOrderAsync();
    }
}
