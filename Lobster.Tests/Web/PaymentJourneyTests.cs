using Lobster.Backends.Payments.Test;
using Lobster.Core;
using Lobster.Core.Payments;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web;

/// <summary>The pages around payments, in a browser.</summary>
[Trait("Category", "Browser")]
public sealed class PaymentJourneyTests
{
    [Fact]
    public async Task TestPayment_Paid_IsCreditedThroughTheWebhook()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var session = await BrowserSession.OpenAsync(panel.Address);
        var payment = await WriteAsync(panel);
        await LogInAsync(session.Page);
        var before = session.Complaints.Count;

        await session.Page.GotoAsync(TestGateway.PagePath(payment.Reference) + "?back=/");
        await Look.AtEveryScreenAsync(session, "test-payment");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Pay", Exact = true }).ClickAsync();
        await Wait.UntilAsync("the credit", async () => await StateAsync(panel, payment) == PaymentState.Completed);

        Assert.Equal(before, session.Complaints.Count);
    }

    [Fact]
    public async Task Customer_PaysInEveryWay_AndThePageMovesByItself()
    {
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?> { ["Lobster:Payments:LookAfterSeconds"] = "5" });
        await using var session = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(session.Page);
        var screen = new PaymentScreen(session);

        await screen.BeginAsync("10.00");
        await screen.WaitsAsync();
        await Look.AtEveryScreenAsync(session, "payment-pending");
        await screen.ElsewhereAsync("Pay");
        await screen.ShowsAsync("Paid");
        await Look.AtEveryScreenAsync(session, "payment-paid");
        await screen.ElsewhereAsync("Refund two fifths");
        await screen.ShowsAsync("A part went back");
        await screen.ElsewhereAsync("Dispute it");
        await screen.ShowsAsync("Your bank disputes it");
        await screen.ElsewhereAsync("Decide the dispute for the panel");
        await screen.ShowsAsync("A part went back");

        await screen.BeginAsync("11.00");
        await screen.ElsewhereAsync("Decline");
        await screen.ShowsAsync("It did not go through");
        await screen.BeginAsync("12.00");
        await screen.ElsewhereAsync("Let it expire, then pay");
        await screen.ShowsAsync("We look at it");
        await screen.BeginAsync("13.00");
        await screen.WaitsAsync();
        await screen.ElsewhereAsync("Pay, and lose the callback");
        await screen.ShowsAsync("Paid");

        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
    }

    [Fact]
    public async Task Admin_SetsUpBankTransfers_RecordsOneAndRefundsAnother()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var staff = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(staff.Page, "admin", "admin-lobster-1");
        await PanelPage.OpenAsync(staff, "admin/gateways");
        await staff.Page.GetByRole(AriaRole.Link, new() { Name = "Bank transfer" }).First.ClickAsync();
        await staff.Page.Locator("#o-holder").FillAsync("Lobster Hosting");
        await staff.Page.Locator("button[form=gateway]").ClickAsync();
        await staff.Page.Locator("#o-account-e[role=alert]").WaitForAsync();
        await LookAsync(staff, "gateway-refused");
        await staff.Page.Locator("#o-account").FillAsync("DE02120300000000202051");
        await staff.Page.Locator("button[form=gateway]").ClickAsync();
        await staff.Page.GetByRole(AriaRole.Switch, new() { Name = "Offered to customers" }).CheckAsync();
        await PanelPage.OpenAsync(staff, "admin/gateways");
        await staff.Page.GetByText("Offered", new() { Exact = true }).First.WaitForAsync();
        await LookAsync(staff, "gateways");

        await using var customer = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(customer.Page);
        var screen = new PaymentScreen(customer);
        await screen.BeginAsync("20.00", "Bank transfer");
        await customer.Page.GetByText("DE02120300000000202051").WaitForAsync();
        await LookAsync(customer, "payment-bank");

        await PanelPage.OpenAsync(staff, "admin/payments");
        await LookAsync(staff, "admin-payments");
        await staff.Page.Locator("table a.name").First.ClickAsync();
        await staff.Page.Locator("#came-amount").FillAsync("19.00");
        await staff.Page.Locator("#came-booking").FillAsync("2026/77");
        await staff.Page.Locator("#came-day").FillAsync("2026-01-05");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await screen.ShowsAsync("Paid");
        await staff.Page.GetByText("came, 20.00 USD was asked for").First.WaitForAsync();
        await LookAsync(staff, "admin-payment");

        await screen.BeginAsync("25.00", "Test payment");
        await screen.ElsewhereAsync("Pay too little");
        await screen.ShowsAsync("We look at it");
        await PanelPage.OpenAsync(staff, "admin/payments?state=review");
        await staff.Page.Locator("table a.name").First.ClickAsync();
        await staff.Page.Locator("#review-credit").WaitForAsync();
        await LookAsync(staff, "admin-payment-review");
        await staff.Page.Locator("#review-reason").FillAsync("It is what came");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Credit it" }).ClickAsync();
        await screen.ShowsAsync("Paid");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Refund", Exact = true }).ClickAsync();
        await staff.Page.Locator("#refund-amount").FillAsync("4.00");
        await staff.Page.Locator("#refund-reason").FillAsync("A part was not needed");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Send it back" }).ClickAsync();
        await screen.ShowsAsync("A part went back");

        await PanelPage.OpenAsync(staff, "admin/coupons");
        await staff.Page.Locator("#coupon-code").FillAsync("welcome-5");
        await staff.Page.Locator("#coupon-amount").FillAsync("5");
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await staff.Page.GetByText("WELCOME-5", new() { Exact = true }).First.WaitForAsync();
        await LookAsync(staff, "coupons");
        await PanelPage.OpenAsync(customer, "panel/billing");
        await customer.Page.Locator("#coupon").FillAsync("welcome-5");
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Use", Exact = true }).ClickAsync();
        await customer.Page.GetByText("are on your account").WaitForAsync();
        await LookAsync(customer, "billing-coupon");

        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
    }

    [Fact]
    public async Task Landing_InABrowser_BreaksNoPolicyOfItsOwn()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var session = await BrowserSession.OpenAsync(panel.Address);

        await session.Page.GotoAsync("");
        await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Empty(session.Complaints);
    }

    // The last of the screens is a phone's, where tables are cards.
    private static async Task LookAsync(BrowserSession session, string name)
    {
        await Look.AtEveryScreenAsync(session, name);
        await session.Page.SetViewportSizeAsync(1280, 900);
    }

    private static async Task LogInAsync(IPage page, string name = "demo", string password = "demo-lobster-1")
    {
        await page.GotoAsync("login");
        await page.Locator("input[autocomplete^=username]").FillAsync(name);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
    }

    private static async Task<Payment> WriteAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var account = await db.Accounts.OrderBy(a => a.Id).FirstAsync();
        var payment = new Payment
        {
            Reference = $"lobster-pay_{Guid.CreateVersion7():N}",
            AccountId = account.Id,
            Gateway = "test",
            RequestId = Guid.CreateVersion7(),
            State = PaymentState.Pending,
            Currency = "USD",
            GrossMinor = 2500,
            Credit = Money.FromUnits(25),
            CreatedAt = Instant.Utc(2026, 1, 1),
        };
        db.Payments.Add(payment);
        await db.SaveChangesAsync();
        return payment;
    }

    private static async Task<PaymentState> StateAsync(PanelProcess panel, Payment payment)
    {
        await using var db = panel.OpenDatabase();
        return await db.Payments.Where(p => p.Id == payment.Id).Select(p => p.State).SingleAsync();
    }
}
