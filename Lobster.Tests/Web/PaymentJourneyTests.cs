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
    public async Task Landing_InABrowser_BreaksNoPolicyOfItsOwn()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var session = await BrowserSession.OpenAsync(panel.Address);

        await session.Page.GotoAsync("");
        await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Empty(session.Complaints);
    }

    private static async Task LogInAsync(IPage page)
    {
        await page.GotoAsync("login");
        await page.Locator("input[autocomplete^=username]").FillAsync("demo");
        await page.Locator("input[type=password]").FillAsync("demo-lobster-1");
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
