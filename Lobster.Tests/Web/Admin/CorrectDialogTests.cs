using Bunit;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Data;
using Lobster.Core.Plans;
using Lobster.Tests.Billing.Corrections;
using Lobster.Tests.Billing.Storage;
using Lobster.Tests.Panel;
using Lobster.Tests.Selling;
using Lobster.Web.Components.Admin.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Lobster.Tests.Web.Admin;

public sealed class CorrectDialogTests : IAsyncLifetime
{
    private readonly UiContext ui = new();
    private TestPanel panel = null!;
    private Actor admin = new();
    private PriceVersionId cheaper;

    public async ValueTask InitializeAsync()
    {
        (panel, admin) = await SellingScene.OpenAsync();
        panel.AdvanceTo(Instant.Utc(2026, 1, 6));
        await panel.BillVmAsync("web-1");
        cheaper = await panel.AddPriceAsync(admin, SellingScene.Price(panel.Stock.Small, "0.005"));
        panel.AdvanceTo(Instant.Utc(2026, 1, 8, 6, 30));
        await panel.ChargeAsync();
        ui.Services.AddSingleton(panel.Get<ChargeCorrections>());
    }

    public async ValueTask DisposeAsync()
    {
        await ui.DisposeAsync();
        await panel.DisposeAsync();
    }

    [Fact]
    public async Task Difference_Shown_IsPostedAsSeenAndCloses()
    {
        var (page, answer) = await OpenAsync();
        var before = await panel.CreditAsync(panel.Stock.Account);
        Fill(page, "2026-01-06", "2026-01-07");
        page.Find("#correct-price").Change(cheaper.ToString());
        page.Find("#correct-reason").Input("wrong price");

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("$0.1200 goes back", page.Find(".alert").TextContent, StringComparison.Ordinal));
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        Assert.Equal(before, await panel.CreditAsync(panel.Stock.Account));
        await page.Find("form").SubmitAsync();

        Assert.True(await answer.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken));
        Assert.Equal(before + Money.FromDecimal(0.12m), await panel.CreditAsync(panel.Stock.Account));
    }

    [Fact]
    public async Task Days_ThatDoNotFit_AreToldBesideTheField()
    {
        var (page, answer) = await OpenAsync();
        Fill(page, "2026-01-07", "2026-01-06");

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => Assert.Contains("not before the first", page.Find("#correct-to-e").TextContent, StringComparison.Ordinal));
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task Days_ChangedAfterTheDifference_HaveToBeLookedAtAgain()
    {
        var (page, _) = await OpenAsync();
        Fill(page, "2026-01-06", "2026-01-07");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("Nothing differs.", page.Find(".alert").TextContent, StringComparison.Ordinal));

        page.Find("#correct-to").Change("2026-01-06");

        Assert.Empty(page.FindAll(".alert"));
        Assert.Equal(0, await panel.ReadAsync(db => db.LedgerEntries.CountAsync(e => e.CorrectsLineId != null)));
    }

    [Fact]
    public async Task Storage_DifferenceAndPrices_AreShownByKind()
    {
        var before = await StoreAsync();
        var (page, answer) = await OpenAsync();
        Fill(page, "2026-01-08", "2026-01-09");
        var all = page.FindAll("#correct-price option").Select(o => o.TextContent).ToList();

        page.Find("#correct-kind").Change("Storage");
        var offered = page.FindAll("#correct-price option").Select(o => o.TextContent).ToList();
        page.Find("#correct-price").Change((await panel.PriceIdAsync(PriceSubject.ImageStorage, Money.FromDecimal(0.00003m))).ToString());
        page.Find("#correct-reason").Input("wrong price");
        await page.Find("form").SubmitAsync();

        Assert.Equal((5, 3), (all.Count, offered.Count));
        Assert.Contains("Storage, All regions, price 2: $0.00003 a GB and hour", offered);
        page.WaitForAssertion(() => Assert.Equal("Storage", page.Find("tbody tr td:first-child").TextContent));
        Assert.Contains("backup", page.Find("tbody tr td:nth-child(2)").TextContent, StringComparison.Ordinal);
        await page.Find("form").SubmitAsync();
        Assert.True(await answer.WaitAsync(TimeSpan.FromSeconds(30), Xunit.TestContext.Current.CancellationToken));
        Assert.True(await panel.CreditAsync(panel.Stock.Account) > before);
    }

    [Fact]
    public async Task Transfer_Difference_NamesMonthGbAndWhatTheyCameFrom()
    {
        var (moved, _) = await CorrectionScene.MovedAsync(Core.Data.DatabaseProvider.Sqlite);
        await using var __ = moved;
        await moved.TellAsync(10, 4);
        var staff = await PanelStock.AddStaffAsync(moved, UserRoles.Admin);
        var lines = (await moved.PreviewAsync(staff, moved.Days("2026-01-01", "2026-01-31"))).Lines;

        var table = ui.Render<CorrectedLines>(p => p.Add(t => t.Lines, lines));

        var row = table.Find("tbody tr");
        Assert.Equal("Transfer", row.QuerySelector("td")!.TextContent);
        Assert.Contains("January 2026, GB ", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("4 GB owed, 904.00 GB used of ", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("+$0.0300", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kind_ChosenAfterAPriceOfAnother_ForgetsThePrice()
    {
        var (page, _) = await OpenAsync();
        page.Find("#correct-price").Change(cheaper.ToString());

        page.Find("#correct-kind").Change("Transfer");

        Assert.Empty(page.FindAll("#correct-price-from"));
        Assert.Single(page.FindAll("#correct-price option"));
    }

    // Two whole days of an image of 10 GB, and a cheaper price that came when they were over.
    private async Task<Money> StoreAsync()
    {
        panel.AdvanceTo(Instant.Utc(2026, 1, 8, 7));
        await panel.PriceStorageAsync(StorageStock.PerGbHour);
        await panel.StoreImageAsync(10 * 1024);
        panel.AdvanceTo(Instant.Utc(2026, 1, 10, 6, 30));
        await panel.StoreAsync();
        await panel.PriceStorageAsync(Money.FromDecimal(0.00003m), from: Instant.Utc(2026, 3, 1));
        return await panel.CreditAsync(panel.Stock.Account);
    }

    private static void Fill(IRenderedComponent<MudDialogProvider> page, string from, string to)
    {
        page.Find("#correct-from").Change(from);
        page.Find("#correct-to").Change(to);
    }

    private async Task<(IRenderedComponent<MudDialogProvider> Page, Task<bool> Answer)> OpenAsync()
    {
        ui.Render<MudPopoverProvider>();
        var page = ui.Render<MudDialogProvider>();
        var account = new AccountSummary(panel.Stock.Account, "mara", Money.FromUnits(100), Money.Zero, 0, null, ui.Now, ui.Now);
        Task<bool> answer = null!;
        await page.InvokeAsync(() => { answer = CorrectDialog.OpenAsync(ui.Services.GetRequiredService<IDialogService>(), admin, account); });
        page.WaitForElement("#correct-from");
        return (page, answer);
    }
}
