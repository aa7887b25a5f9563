using Lobster.Core;
using Lobster.Core.Data;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Billing.Corrections;
using Lobster.Tests.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Billing;

/// <summary>The worked examples of docs/billing.md.</summary>
public sealed class BillingExamples
{
    [Theory]
    [InlineData("03:10:00", 4)]
    [InlineData("01:00:00", 1)]
    [InlineData("01:00:01", 2)]
    [InlineData("00:10:00", 1)]
    public async Task Hour_DeletedAfter_IsChargedWholeIntervals(string after, int intervals)
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.Parse(after, System.Globalization.CultureInfo.InvariantCulture));

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        Assert.Equal(Money.FromUnits(100) - (PanelStock.SmallPrice * intervals), await panel.CreditAsync(panel.Stock.Account));
    }

    [Fact]
    public async Task Rate_ResizedUpAndDownAgain_CostsTheDearerHourOnce()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        var vm = await panel.BillVmAsync("web-1");
        panel.Advance(TimeSpan.FromMinutes(5));
        await panel.ChangeRateAsync(vm, PanelStock.LargePrice);
        panel.Advance(TimeSpan.FromMinutes(40));
        await panel.ChangeRateAsync(vm, PanelStock.SmallPrice);
        panel.Advance(TimeSpan.FromMinutes(75));

        await panel.ChargeAsync();

        Assert.Equal(Money.FromUnits(100) - PanelStock.LargePrice - PanelStock.SmallPrice, await panel.CreditAsync(panel.Stock.Account));
    }

    [Fact]
    public async Task Ledger_OverMidnight_HasAnEntryForEachDay()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        panel.AdvanceTo(Instant.Utc(2026, 1, 6, 22, 30));
        var vm = await panel.BillVmAsync("web-1");
        panel.AdvanceTo(Instant.Utc(2026, 1, 7, 1));

        await panel.Get<VmDeletion>().DeleteAsync(panel.Stock.Owner, vm);

        var days = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Kind == EntryKind.Usage).OrderBy(e => e.Day).ToListAsync());
        Assert.Equal([-(PanelStock.SmallPrice * 2), -PanelStock.SmallPrice], days.Select(d => d.Amount));
    }

    [Fact]
    public async Task Corrections_ImageThatShouldHaveCostLess_GivesTheHoursBack()
    {
        var (panel, finance) = await CorrectionScene.StoredAsync(DatabaseProvider.Sqlite);
        await using var _ = panel;
        var price = await panel.LaterStoragePriceAsync(Money.FromDecimal(0.0000333m));

        var posted = await panel.CorrectAsync(finance, panel.Days() with { PriceVersionId = price, PriceFrom = "2026-01-06 12:00" });

        Assert.Equal((Money.FromDecimal(0.007992m), 2), (posted.Difference, posted.Lines.Count));
    }

    [Fact]
    public async Task Corrections_DayOfTransferToldTooHigh_GivesTheGbBack()
    {
        var (panel, finance) = await CorrectionScene.MovedAsync(DatabaseProvider.Sqlite);
        await using var _ = panel;
        await panel.TellAsync(10, 4);

        var posted = await panel.CorrectAsync(finance, panel.Days("2026-01-01", "2026-01-31"));

        Assert.Equal((Money.FromDecimal(0.03m), 1), (posted.Difference, posted.Lines.Count));
    }

    [Fact]
    public async Task ExactlyOnce_ThreeDaysOfDowntime_Charges72Intervals()
    {
        await using var panel = await TestPanel.CreateAsync(DatabaseProvider.Sqlite);
        await panel.BillVmAsync("web-1");
        await panel.ChargeAsync();
        panel.Advance(TimeSpan.FromHours(72));

        await panel.ChargeAsync();

        var days = await panel.ReadAsync(db => db.LedgerEntries.Where(e => e.Kind == EntryKind.Usage).ToListAsync());
        Assert.Equal((4, 3), (days.Count, days.Count(d => d.IsSealed)));
        Assert.Equal(Money.FromUnits(100) - Money.FromDecimal(0.54m), await panel.CreditAsync(panel.Stock.Account));
    }
}
