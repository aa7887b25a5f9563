using Lobster.Core;
using Lobster.Core.Billing;
using Lobster.Core.Data;
using Lobster.Tests.Harness;
using Lobster.Tests.Panel;

namespace Lobster.Tests.Billing;

public sealed class ChargeQueriesTests
{
    [Theory, EveryDatabase]
    public async Task Month_WithTwoMachines_AddsUpToTheCreditUsed(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        var resized = await panel.BillVmAsync("web-2");
        panel.Advance(TimeSpan.FromHours(5.5));
        await panel.ChangeRateAsync(resized, PanelStock.LargePrice);
        panel.Advance(TimeSpan.FromHours(20));
        await panel.ChargeAsync();

        var month = await panel.Get<ChargeQueries>().MonthAsync(panel.Stock.Owner, panel.Stock.Account, panel.Now.Day);

        Assert.Equal(Money.FromUnits(100) - await panel.CreditAsync(panel.Stock.Account), month!.Total);
        Assert.Equal(50, month.Intervals);
        Assert.Equal(PanelStock.LargePrice, month.Machines[0].Rate);
        Assert.NotNull(month.Projected);
    }

    [Theory, EveryDatabase]
    public async Task Sheet_OfTwoMachines_HasALineForEachRateAndAddsUpToTheMonth(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        await panel.BillVmAsync("web-1");
        var resized = await panel.BillVmAsync("web-2");
        panel.Advance(TimeSpan.FromHours(5.5));
        await panel.ChangeRateAsync(resized, PanelStock.LargePrice);
        panel.Advance(TimeSpan.FromHours(5));
        await panel.ChargeAsync();

        var sheet = await panel.Get<ChargeQueries>().SheetAsync(panel.Stock.Owner, panel.Stock.Account, panel.Now.Day);

        Assert.Equal(["web-1", "web-2", "web-2"], sheet!.Machines.Select(m => m.Machine).Order());
        Assert.Equal(Money.FromUnits(100) - await panel.CreditAsync(panel.Stock.Account), sheet.Machines.Aggregate(Money.Zero, (sum, m) => sum + m.Line.Net));
        Assert.Empty(sheet.Images);
        Assert.Empty(sheet.Transfer);
    }

    [Theory, EveryDatabase]
    public async Task Receipt_OfEachHour_SumsToTheBill(DatabaseProvider provider)
    {
        await using var panel = await TestPanel.CreateAsync(provider);
        var vm = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromHours(5.5));
        await panel.ChangeRateAsync(vm, PanelStock.LargePrice);
        panel.Advance(TimeSpan.FromHours(21.5));
        await panel.ChargeAsync();

        var sum = Money.Zero;
        for (var hour = 1; hour <= 27; hour++)
        {
            var receipt = await panel.Get<ChargeQueries>().ReceiptAsync(panel.Stock.Owner, vm, hour);
            Assert.Equal(TimeSpan.FromHours(1), receipt!.Until - receipt.From);
            sum += receipt.Amount;
        }

        Assert.Equal(Money.FromUnits(100) - await panel.CreditAsync(panel.Stock.Account), sum);
        Assert.Null(await panel.Get<ChargeQueries>().ReceiptAsync(panel.Stock.Owner, vm, 28));
    }

    [Fact]
    public async Task Receipt_OfSomebodyElse_IsNotThere()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromHours(2));
        await panel.ChargeAsync();
        var other = await panel.AddCustomerAsync("jonas");

        Assert.Null(await panel.Get<ChargeQueries>().ReceiptAsync(other.Owner, vm, 1));
        Assert.Null(await panel.Get<ChargeQueries>().MonthAsync(other.Owner, panel.Stock.Account, panel.Now.Day));
        Assert.Null(await panel.Get<ChargeQueries>().SheetAsync(other.Owner, panel.Stock.Account, panel.Now.Day));
    }
}
