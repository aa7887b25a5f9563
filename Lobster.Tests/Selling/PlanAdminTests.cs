using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Selling;

public sealed class PlanAdminTests
{
    [Theory, EveryDatabase]
    public async Task Add_WithPrice_CanBeBoughtAtOnce(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;

        var id = SellingScene.Done(await panel.Get<PlanAdmin>().AddAsync(admin, SellingScene.Plan, "0.0125", "0.008"));

        var row = (await panel.Get<PlanQueries>().ListAsync(admin)).Single(p => p.Plan.Id == id);
        Assert.Equal(Money.FromDecimal(0.0125m), row.Plan.Hourly);
        Assert.Equal(Money.FromDecimal(0.008m), row.Wholesale);
        Assert.Equal(["Amsterdam"], row.Regions);
        SellingScene.Done(await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form() with { PlanId = id }));
    }

    [Fact]
    public async Task Everything_ByACustomer_IsRefused()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var (plans, owner, small) = (panel.Get<PlanAdmin>(), panel.Stock.Owner, panel.Stock.Small);

        Assert.IsType<Refusal.NotAllowed>((await plans.AddAsync(owner, SellingScene.Plan, "1", null)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await plans.SaveAsync(owner, small, 0, SellingScene.Plan)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await plans.RetireAsync(owner, small)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await plans.SetEnabledAsync(owner, small, false)).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await plans.BindAsync(owner, small, panel.Stock.Region, "sb-1")).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await panel.Get<PriceAdmin>().AddAsync(owner, SellingScene.Price(small, "1"))).Refusal);
        Assert.IsType<Refusal.NotAllowed>((await panel.Get<PriceAdmin>().PreviewAsync(owner, SellingScene.Price(small, "1"))).Refusal);
        Assert.Empty(await panel.Get<PlanQueries>().ListAsync(owner));
        Assert.Equal(2, await panel.ReadAsync(db => db.PriceVersions.CountAsync()));
    }

    [Theory]
    [InlineData("-0.01")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    [InlineData("0.0123456789")]
    [InlineData("100000.01")]
    [InlineData("99999999999999999999999")]
    [InlineData("12,5")]
    [InlineData("∞")]
    public async Task Price_BadAmount_IsRefusedBesideItAndNothingIsSaved(string amount)
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;

        SellingScene.RefusedAt("Sale", await panel.Get<PlanAdmin>().AddAsync(admin, SellingScene.Plan, amount, null));
        SellingScene.RefusedAt("Sale", await panel.Get<PriceAdmin>().AddAsync(admin, SellingScene.Price(panel.Stock.Small, amount)));
        SellingScene.RefusedAt("Wholesale", await panel.Get<PriceAdmin>().AddAsync(admin, SellingScene.Price(panel.Stock.Small, "1") with { Wholesale = amount }));

        Assert.Equal(2, await panel.ReadAsync(db => db.Plans.CountAsync()));
        Assert.Equal(2, await panel.ReadAsync(db => db.PriceVersions.CountAsync()));
    }

    [Fact]
    public async Task Add_BadFigure_IsRefusedBesideIt()
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;
        var (plans, good) = (panel.Get<PlanAdmin>(), SellingScene.Plan);
        (string Field, PlanForm Form)[] bad =
        [
            ("Name", good with { Name = "S-1" }), ("Name", good with { Name = new string('x', 65) }), ("VCpus", good with { VCpus = "0" }),
            ("RamMb", good with { RamMb = "NaN" }), ("DiskGb", good with { DiskGb = "-1" }), ("TransferGb", good with { TransferGb = "1e3" }),
            ("StoppedPercent", good with { StoppedPercent = "100.1" }), ("SuspendedPercent", good with { SuspendedPercent = "0.05" }),
            ("Metadata", good with { Metadata = [new("a", "1"), new("a", "2")] }),
        ];

        foreach (var (field, form) in bad) SellingScene.RefusedAt(field, await plans.AddAsync(admin, form, null, null));

        Assert.Equal(2, await panel.ReadAsync(db => db.Plans.CountAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Retire_PlanWithAMachine_MachineLivesOnAndPays(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var vm = await panel.BillVmAsync("web-1");

        SellingScene.Done(await panel.Get<PlanAdmin>().RetireAsync(admin, panel.Stock.Small));
        panel.Advance(TimeSpan.FromHours(2));
        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * 2), await panel.CreditAsync(panel.Stock.Account));
        Assert.Equal(VmLifecycle.Active, (await panel.VmAsync(vm)).Lifecycle);
        Assert.True((await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form("web-2"))).IsRefused);
        SellingScene.Done(await panel.Get<PlanAdmin>().AddAsync(admin, SellingScene.Plan with { Name = "S-1" }, "0.01", null));
        await panel.AssertBooksInOrderAsync();
    }

    [Theory, EveryDatabase]
    public async Task Price_New_IsPaidByNewMachinesOnly(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var old = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromMinutes(1));
        var form = SellingScene.Price(panel.Stock.Small, "0.02");

        var effect = SellingScene.Done(await panel.Get<PriceAdmin>().PreviewAsync(admin, form));
        SellingScene.Done(await panel.Get<PriceAdmin>().AddAsync(admin, form));

        Assert.Equal(new PriceEffect(PanelStock.SmallPrice, Money.FromDecimal(0.02m), panel.Now, 1), effect);
        var fresh = SellingScene.Done(await panel.Get<VmCreation>().CreateAsync(panel.Stock.Owner, panel.Form("web-2")));
        Assert.Equal(PanelStock.SmallPrice, (await panel.VmAsync(old)).HourlyRate);
        Assert.Equal(Money.FromDecimal(0.02m), (await panel.VmAsync(fresh)).HourlyRate);
        var history = (await panel.Get<PlanQueries>().FindAsync(admin, panel.Stock.Small))!.Prices;
        Assert.Equal([(2, true), (1, false)], history.Select(p => (p.Number, p.IsInForce)));
    }

    [Theory]
    [InlineData("2001-01-01T00:00")]
    [InlineData("2999-01-01T00:00")]
    [InlineData("tomorrow")]
    public async Task Price_BadStart_IsRefusedBesideIt(string from)
    {
        var (panel, admin) = await SellingScene.OpenAsync();
        await using var _ = panel;

        SellingScene.RefusedAt("From", await panel.Get<PriceAdmin>().AddAsync(admin, SellingScene.Price(panel.Stock.Small, "1", from: from)));
    }

    [Theory, EveryDatabase]
    public async Task Prices_AddedAtOnce_GetNumbersOfTheirOwn(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var day = panel.Now.Day;

        var added = await Task.WhenAll(Enumerable.Range(1, 4).Select(n =>
            panel.Get<PriceAdmin>().AddAsync(admin, SellingScene.Price(panel.Stock.Small, "1", from: Instant.StartOf(day.AddDays(n)).ToString()))));

        Assert.All(added, o => Assert.False(o.IsRefused, o.Refusal?.English));
        Assert.Equal([1, 2, 3, 4, 5], await panel.ReadAsync(db => db.PriceVersions.Where(p => p.PlanId == panel.Stock.Small).Select(p => p.Number).Order().ToListAsync()));
    }

    [Theory, EveryDatabase]
    public async Task Save_SizeInUseOrStaleForm_IsRefused(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        await panel.BillVmAsync("web-1");
        var (plans, small) = (panel.Get<PlanAdmin>(), panel.Stock.Small);

        SellingScene.RefusedAt("VCpus", await plans.SaveAsync(admin, small, 0, SellingScene.Plan with { VCpus = "2" }));
        SellingScene.Done(await plans.SaveAsync(admin, small, 0, SellingScene.Plan with { TransferGb = "2000" }));

        Assert.IsType<Refusal.Conflict>((await plans.SaveAsync(admin, small, 0, SellingScene.Plan)).Refusal);
    }

    [Theory, EveryDatabase]
    public async Task Places_DecideWhereItIsSold(DatabaseProvider provider)
    {
        var (panel, admin) = await SellingScene.OpenAsync(provider);
        await using var _ = panel;
        var (plans, region) = (panel.Get<PlanAdmin>(), panel.Stock.Region);

        var id = SellingScene.Done(await plans.AddAsync(admin, SellingScene.Plan with { Regions = [new(region, false, " sb-1 ")] }, "1", null));
        Assert.Empty((await panel.Get<PlanQueries>().FindAsync(admin, id))!.Row.Regions);
        SellingScene.Done(await plans.BindAsync(admin, id, region, "sb-2"));

        var place = Assert.Single((await panel.Get<PlanQueries>().FindAsync(admin, id))!.Places);
        Assert.Equal((true, "sb-2"), (place.IsOffered, place.BackendSizeId));
        var sizes = SellingScene.Done(await panel.Get<PlanImport>().ListAsync(admin, region));
        Assert.Equal(["X-1"], sizes.Sizes.Single(s => s.Size.Id == "sb-2").SoldAs);
        SellingScene.Done(await plans.SaveAsync(admin, id, 1, SellingScene.Plan with { Regions = [new(region, true, "")] }));
        Assert.Equal(0, await panel.ReadAsync(db => db.PlanRegions.CountAsync()));
    }
}
