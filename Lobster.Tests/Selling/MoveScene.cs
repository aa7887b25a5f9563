using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing;
using Lobster.Core.Plans;
using Lobster.Core.Sweeps;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Selling;

/// <summary>What tests of moving running machines to a price have in common.</summary>
internal static class MoveScene
{
    /// <summary>The form of a price for the small plan that running machines move to, without notice.</summary>
    public static PriceForm Moving(TestPanel panel, string sale, Instant? at = null) =>
        SellingScene.Price(panel.Stock.Small, sale, from: at?.ToString()) with { Moves = true, SkipsNotice = true };

    public static Task<SweepResult> MoveAsync(this TestPanel panel) => panel.Get<PriceMoveSweep>().RunAsync();

    public static async Task<PriceVersionId> AddPriceAsync(this TestPanel panel, Actor admin, PriceForm form) =>
        SellingScene.Done(await panel.Get<PriceAdmin>().AddAsync(admin, form));

    /// <summary>Gives a machine a plan or a factor now, as a completed operation does.</summary>
    public static Task ChangeAsync(this TestPanel panel, VmId id, PlanId? plan, int? factor) => panel.WriteAsync(async db =>
    {
        var vm = await db.VirtualMachines.SingleAsync(v => v.Id == id);
        await db.TakeAccountAsync(vm.AccountId, CancellationToken.None);
        var last = await db.RateChanges.AsNoTracking().Where(r => r.VmId == id).OrderByDescending(r => r.From).FirstAsync();
        vm.PlanId = plan ?? vm.PlanId;
        var price = plan is { } other
            ? await db.PlanPriceAsync(other, vm.RegionId, panel.Now, CancellationToken.None)
            : await db.PriceVersions.AsNoTracking().SingleAsync(p => p.Id == last.PriceVersionId);
        await VmCharging.AddRateAsync(db, vm, price!, factor ?? last.Factor, panel.Now, null, CancellationToken.None);
    });

    public static async Task<Money> LinesAsync(this TestPanel panel, VmId id) =>
        new(await panel.ReadAsync(db => db.ChargeLines.Where(l => l.VmId == id).SumAsync(l => l.Amount.Nanos)));
}
