using System.Net;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace Lobster.Tests.Web;

/// <summary>Tax from its set-up to the receipt, in a browser.</summary>
[Trait("Category", "Browser")]
public sealed class TaxJourneyTests
{
    [Fact]
    public async Task Tax_SetUpByAnAdmin_IsShownPaidAndOnTheReceipt()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var staff = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(staff, "admin", "admin-lobster-1");
        await SetUpAsync(staff);

        await using var customer = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(customer, "demo", "demo-lobster-1");
        await PanelPage.OpenAsync(customer, "panel/billing");
        await customer.Page.GetByText("Taxed as a private person").WaitForAsync();
        await LookAsync(customer, "tax-billing-unknown");
        await EnterDetailsAsync(customer);

        var screen = new PaymentScreen(customer);
        await screen.BeginAsync("25.00", pays: "29.75");
        await screen.WaitsAsync();
        await screen.ElsewhereAsync("Pay");
        await screen.ShowsAsync("Paid");
        await customer.Page.GetByText("VAT 19 %").First.WaitForAsync();
        await LookAsync(customer, "tax-payment");
        var receipt = await DownloadAsync(customer.Page, () => customer.Page.GetByRole(AriaRole.Link, new() { Name = "Receipt", Exact = true }).ClickAsync());
        await PanelPage.OpenAsync(customer, "panel/billing");
        await customer.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Receipt of") }).First.WaitForAsync();
        await LookAsync(customer, "tax-billing");

        var text = string.Concat(receipt.GetPages().SelectMany(p => p.Letters).Select(l => l.Value)).Replace(" ", "", StringComparison.Ordinal);
        Assert.All(new[] { "LobsterHostingGmbH", "AnnaGroß", "VAT19%", "4.75USD", "29.75USD" }, part => Assert.Contains(part, text, StringComparison.Ordinal));
        receipt.Dispose();
        await SeeAsStaffAsync(staff, panel);
        await AssertClosedToStrangersAsync(panel, staff.Page);
        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
    }

    private static async Task SetUpAsync(BrowserSession staff)
    {
        var page = staff.Page;
        await PanelPage.OpenAsync(staff, "admin/tax");
        await LookAsync(staff, "tax-admin-empty");
        await page.Locator("#seller-name").FillAsync("Lobster Hosting GmbH");
        await page.Locator("#seller-address").FillAsync("Am Hafen 1\n10115 Berlin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the seller" }).ClickAsync();
        await page.Locator("#seller-country-e[role=alert]").WaitForAsync();
        await page.Locator("#seller-country").SelectOptionAsync("DE");
        await page.Locator("#seller-taxid").FillAsync("DE123456789");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the seller" }).ClickAsync();
        await page.Locator("#rate-country").SelectOptionAsync("DE");
        await page.Locator("#rate-percent").FillAsync("19");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the rate" }).ClickAsync();
        await page.GetByText("VAT 19 %").WaitForAsync();
        await page.Locator("#rate-percent").FillAsync("5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the rate" }).ClickAsync();
        await page.GetByText("VAT 5 %").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove VAT of Any other country" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).Last.ClickAsync();
        await page.GetByText("VAT 5 %").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await LookAsync(staff, "tax-admin");
    }

    private static async Task EnterDetailsAsync(BrowserSession customer)
    {
        var page = customer.Page;
        await PanelPage.OpenAsync(customer, "panel/billing/details");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Business" }).CheckAsync();
        await page.Locator("#company").FillAsync("Groß & Söhne");
        await page.Locator("#street").FillAsync("Weg 2");
        await page.Locator("#city").FillAsync("Berlin");
        await page.Locator("#country").SelectOptionAsync("DE");
        await page.Locator("#taxid").FillAsync("DE12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.Locator("#taxid-e[role=alert]").WaitForAsync();
        await LookAsync(customer, "tax-details");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Person" }).CheckAsync();
        await page.Locator("#name").FillAsync("Anna Groß");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByText("Anna Groß").WaitForAsync();
    }

    private static async Task SeeAsStaffAsync(BrowserSession staff, PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var account = await db.Payments.Where(p => p.TaxMinor > 0).Select(p => p.AccountId).FirstAsync();
        await PanelPage.OpenAsync(staff, $"admin/accounts/{account}");
        await staff.Page.GetByText("Anna Groß").WaitForAsync();
        await LookAsync(staff, "tax-admin-account");
    }

    private static async Task AssertClosedToStrangersAsync(PanelProcess panel, IPage staff)
    {
        await using var db = panel.OpenDatabase();
        var id = await db.Payments.Where(p => p.TaxMinor > 0).Select(p => p.Id).FirstAsync();
        using var anybody = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = panel.Address, Timeout = TestRun.Patience };
        Assert.Equal(HttpStatusCode.Redirect, (await anybody.GetAsync($"panel/billing/payments/{id}/receipt.pdf")).StatusCode);
        Assert.Equal(200, (await staff.APIRequest.GetAsync($"panel/billing/payments/{id}/receipt.pdf")).Status);
        Assert.Equal(404, (await staff.APIRequest.GetAsync("panel/billing/payments/99999/receipt.pdf")).Status);
    }

    private static async Task<PdfDocument> DownloadAsync(IPage page, Func<Task> click)
    {
        var download = await page.RunAndWaitForDownloadAsync(click);
        Assert.Equal("receipt-R-000001.pdf", download.SuggestedFilename);
        var path = Repository.At("artifacts", "screenshots", "receipt.pdf");
        await download.SaveAsAsync(path);
        return PdfDocument.Open(path);
    }

    // The last of the screens is a phone's, where tables are cards.
    private static async Task LookAsync(BrowserSession session, string name)
    {
        await Look.AtEveryScreenAsync(session, name);
        await session.Page.SetViewportSizeAsync(1280, 900);
    }

    private static async Task LogInAsync(BrowserSession session, string name, string password)
    {
        var screen = new LoginScreen(session);
        await screen.OpenAsync();
        await screen.LogInAsync(name, password);
    }
}
