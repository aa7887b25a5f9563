using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.Regions;
using Lobster.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Selling;

/// <summary>The staff's lists of plans and regions: filtered, sorted and paged in the database.</summary>
public sealed class StockListTests
{
    [Theory, EveryDatabase]
    public async Task Plans_FilteredSortedAndPaged_AreThoseAskedFor(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var third = SellingScene.Done(await panel.Get<PlanAdmin>().AddAsync(admin, SellingScene.Plan with { Name = "L-8" }, "0.0125", null));
        await panel.Get<PlanAdmin>().SetEnabledAsync(admin, panel.Stock.Large, false);
        await panel.BillVmAsync("web-1");

        Assert.Equal(["L-8", "M-4", "S-1"], await NamesAsync(new PlanFilter(Order: PlanOrder.Name)));
        Assert.Equal(["M-4", "L-8", "S-1"], await NamesAsync(new PlanFilter(Order: PlanOrder.Price, IsDescending: true)));
        Assert.Equal("S-1", (await NamesAsync(new PlanFilter(Order: PlanOrder.Machines, IsDescending: true)))[0]);
        Assert.Equal(["M-4"], await NamesAsync(new PlanFilter(Shown: PlanShown.Off)));
        Assert.Equal(["L-8", "S-1"], (await NamesAsync(new PlanFilter(Shown: PlanShown.Sold))).Order());
        Assert.Equal(["L-8"], await NamesAsync(new PlanFilter("l-")));
        await panel.Get<PlanAdmin>().RetireAsync(admin, third);
        Assert.Equal("L-8", (await NamesAsync(new PlanFilter()))[^1]);
        Assert.Equal(["L-8"], await NamesAsync(new PlanFilter(Shown: PlanShown.Retired)));
        var second = (await panel.Get<PlanQueries>().PageAsync(admin, new PlanFilter(Order: PlanOrder.Name, Page: 2, Size: 2))).Value!;
        Assert.Equal((3, true, "S-1"), (second.Total, second.IsAny, Assert.Single(second.Rows).Plan.Name));
        Assert.True((await panel.Get<PlanQueries>().PageAsync(admin, new PlanFilter("nothing"))).Value!.IsAny);
        Assert.IsType<Refusal.NotAllowed>((await panel.Get<PlanQueries>().PageAsync(panel.Stock.Owner, new PlanFilter())).Refusal);

        async Task<List<string>> NamesAsync(PlanFilter filter) =>
            [.. (await panel.Get<PlanQueries>().PageAsync(admin, filter)).Value!.Rows.Select(r => r.Plan.Name)];
    }

    [Theory, EveryDatabase]
    public async Task Regions_FilteredSortedAndPaged_AreThoseAskedFor(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        SellingScene.Done(await panel.Get<RegionAdmin>().AddAsync(admin, SellingScene.Region()));
        await panel.WriteAsync(db => db.Regions.Where(r => r.Name == "Frankfurt").ExecuteUpdateAsync(s => s
            .SetProperty(r => r.FailingSince, panel.Now).SetProperty(r => r.IsEnabled, false)));
        await panel.BillVmAsync("web-1");

        Assert.Equal(["Frankfurt", "Amsterdam"], await NamesAsync(new RegionFilter(Order: RegionOrder.Name, IsDescending: true)));
        Assert.Equal(["Frankfurt", "Amsterdam"], await NamesAsync(new RegionFilter(Order: RegionOrder.Machines)));
        Assert.Equal(["Amsterdam", "Frankfurt"], await NamesAsync(new RegionFilter(Order: RegionOrder.Rate, IsDescending: true)));
        Assert.Equal(["Frankfurt"], await NamesAsync(new RegionFilter(Shown: RegionShown.Failing)));
        Assert.Equal(["Frankfurt"], await NamesAsync(new RegionFilter(Shown: RegionShown.Closed)));
        Assert.Equal(["Amsterdam"], await NamesAsync(new RegionFilter(Shown: RegionShown.Open)));
        Assert.Equal(["Frankfurt"], await NamesAsync(new RegionFilter("germ")));
        var second = (await panel.Get<RegionQueries>().PageAsync(admin, new RegionFilter(Order: RegionOrder.Name, Page: 2, Size: 1))).Value!;
        Assert.Equal((2, true, "Frankfurt"), (second.Total, second.IsAny, Assert.Single(second.Rows).Name));
        Assert.IsType<Refusal.NotAllowed>((await panel.Get<RegionQueries>().PageAsync(panel.Stock.Owner, new RegionFilter())).Refusal);

        async Task<List<string>> NamesAsync(RegionFilter filter) =>
            [.. (await panel.Get<RegionQueries>().PageAsync(admin, filter)).Value!.Rows.Select(r => r.Name)];
    }
}
