using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing;

/// <summary>What a machine costs while it does not run, by its plan's policy.</summary>
public sealed class PowerPolicyTests
{
    [Theory, EveryDatabase]
    public async Task Stop_ForThreeHoursAtATenth_CostsTheFullHourThatItBeginsInAndEndsIn(DatabaseProvider provider)
    {
        var (panel, vm) = await StartedAsync(provider, small: 100);
        await using var _ = panel;
        var start = await BillingStartAsync(panel, vm);
        panel.AdvanceTo(start + TimeSpan.FromMinutes(90));
        await StopAsync(panel, vm); // in the second hour
        panel.AdvanceTo(start + TimeSpan.FromMinutes(270));
        await StartAsync(panel, vm); // in the fifth
        panel.AdvanceTo(start + TimeSpan.FromHours(6));

        await panel.ChargeAsync();

        Assert.Equal((PanelStock.SmallPrice * 4) + (Money.FromDecimal(0.00075m) * 2), await panel.LinesAsync(vm));
        Assert.Equal(PanelStock.SmallPrice, (await panel.VmAsync(vm)).HourlyRate);
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Stop_OfAFreePlan_MovesTheWatermarkAllTheSame(DatabaseProvider provider)
    {
        var (panel, vm) = await StartedAsync(provider, small: 0);
        await using var _ = panel;
        var start = await BillingStartAsync(panel, vm);
        await StopAsync(panel, vm);
        panel.AdvanceTo(start + TimeSpan.FromHours(5));

        await panel.ChargeAsync();

        Assert.Equal(PanelStock.SmallPrice, await panel.LinesAsync(vm));
        Assert.Equal(panel.Now, await panel.ReadAsync(db => db.VmBillings.Where(b => b.VmId == vm).Select(b => b.ChargedUntil).SingleAsync()));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Policy_ChangedWhileStopped_CountsFromTheNextStop(DatabaseProvider provider)
    {
        var (panel, vm) = await StartedAsync(provider, small: 500);
        await using var _ = panel;
        await StopAsync(panel, vm);
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        var plan = await panel.ReadAsync(db => db.Plans.SingleAsync(p => p.Id == panel.Stock.Small));

        SellingScene.Done(await panel.Get<PlanAdmin>().SaveAsync(admin, plan.Id, plan.Version, SellingScene.Plan with { Name = "S-1", StoppedPercent = "12.5" }));
        var before = await FactorAsync(panel, vm);
        await StartAsync(panel, vm);
        await StopAsync(panel, vm);

        Assert.Equal((500, 125), (before, await FactorAsync(panel, vm)));
    }

    [Theory, EveryDatabase]
    public async Task Resize_WhileStopped_FollowsTheNewPlansPolicy(DatabaseProvider provider)
    {
        var (panel, vm) = await StartedAsync(provider, small: 0, large: 250);
        await using var _ = panel;
        await StopAsync(panel, vm);

        SellingScene.Done(await panel.Get<VmActions>().ResizeAsync(panel.Stock.Owner, vm, panel.Stock.Large, Guid.CreateVersion7()));
        await panel.SettleAsync();

        Assert.Equal(250, await FactorAsync(panel, vm));
    }

    [Theory, EveryDatabase]
    public async Task Reimage_WhileStoppedForNothing_IsChargedInFullOnceItRuns(DatabaseProvider provider)
    {
        var (panel, vm) = await StartedAsync(provider, small: 0);
        await using var _ = panel;
        await StopAsync(panel, vm);

        SellingScene.Done(await panel.Get<VmActions>().ReimageAsync(panel.Stock.Owner, vm, panel.Stock.Image, Guid.CreateVersion7()));
        await panel.SettleAsync();
        await panel.Get<StatusSweep>().RunAsync();

        var after = await panel.VmAsync(vm);
        Assert.Equal(("running", DesiredPower.On, 1000), (after.PowerState, after.DesiredPower, await FactorAsync(panel, vm)));
    }

    [Theory, EveryDatabase]
    public async Task Price_MovedWhileStopped_KeepsTheShare(DatabaseProvider provider)
    {
        var (panel, vm) = await StartedAsync(provider, small: 500);
        await using var _ = panel;
        var admin = await PanelStock.AddStaffAsync(panel, UserRoles.Admin);
        await StopAsync(panel, vm);
        await panel.AddPriceAsync(admin, MoveScene.Moving(panel, "0.02"));

        panel.Advance(TimeSpan.FromMinutes(1));
        await panel.MoveAsync();
        await StartAsync(panel, vm);

        Assert.Equal([1000, 500, 500, 1000], await panel.ReadAsync(db => db.RateChanges.Where(r => r.VmId == vm).OrderBy(r => r.From).Select(r => r.Factor).ToListAsync()));
        Assert.Equal(Money.FromDecimal(0.02m), (await panel.VmAsync(vm)).HourlyRate);
    }

    private static async Task<(TestPanel Panel, VmId Vm)> StartedAsync(DatabaseProvider provider, int small, int large = 1000)
    {
        var panel = await TestPanel.CreateAsync(provider);
        await panel.WriteAsync(async db =>
        {
            await db.Plans.Where(p => p.Id == panel.Stock.Small).ExecuteUpdateAsync(s => s.SetProperty(p => p.StoppedFactor, small));
            await db.Plans.Where(p => p.Id == panel.Stock.Large).ExecuteUpdateAsync(s => s.SetProperty(p => p.StoppedFactor, large));
        });
        return (panel, await panel.CreateVmAsync());
    }

    private static async Task StopAsync(TestPanel panel, VmId vm)
    {
        SellingScene.Done(await panel.Get<VmActions>().StopAsync(panel.Stock.Owner, vm, Guid.CreateVersion7()));
        await panel.SettleAsync();
    }

    private static async Task StartAsync(TestPanel panel, VmId vm)
    {
        SellingScene.Done(await panel.Get<VmActions>().StartAsync(panel.Stock.Owner, vm, Guid.CreateVersion7()));
        await panel.SettleAsync();
    }

    private static Task<Instant> BillingStartAsync(TestPanel panel, VmId vm) => panel.ReadAsync(db => db.VmBillings.Where(b => b.VmId == vm).Select(b => b.Start).SingleAsync());

    private static Task<int> FactorAsync(TestPanel panel, VmId vm) =>
        panel.ReadAsync(db => db.RateChanges.Where(r => r.VmId == vm).OrderByDescending(r => r.From).Select(r => r.Factor).FirstAsync());
}
