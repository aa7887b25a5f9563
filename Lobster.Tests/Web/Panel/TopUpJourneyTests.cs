using System.Globalization;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Admin;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>A customer saves a card and switches automatic top-up on; credit runs out, the card is charged, and a suspended machine comes back, all without a reload.</summary>
[Trait("Category", "Browser")]
public sealed class TopUpJourneyTests
{
    [Fact]
    public async Task Customer_SavesACard_AndASuspendedMachineComesBackByItself()
    {
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Lobster:Development:ClockSpeed"] = "360", ["Lobster:Standing:HoursBeforeSuspension"] = "1", ["Lobster:Standing:NotifyEveryHours"] = "2",
        });
        await using var customer = await BrowserSession.OpenAsync(panel.Address);
        await using var other = await BrowserSession.OpenAsync(panel.Address);
        await using var staff = await BrowserSession.OpenAsync(panel.Address);
        foreach (var session in new[] { customer, other }) await LogInAsync(session, "demo", "demo-lobster-1");
        await LogInAsync(staff, "admin", "admin-lobster-1");

        try
        {
            await SaveCardAsync(customer);
            var vm = await RunOutAsync(other, staff);
            await SwitchOnAsync(customer);
            await Card(customer).GetByText("$25.00 of $100.00").WaitForAsync(new() { Timeout = 60_000 });
            await vm.StateAsync("Running");
            await LookAsync(customer, "topup-used");
            await StopAsync(staff, customer);
        }
        catch
        {
            TestContext.Current.TestOutputHelper?.WriteLine(panel.Output);
            await Look.SaveAsync(customer.Page, "topup-failed", Screen.Desk);
            await Look.SaveAsync(staff.Page, "topup-failed-admin", Screen.Desk);
            throw;
        }

        var verify = await panel.VerbAsync("verify");
        Assert.True(verify.Code == 0, verify.Output);
        Assert.Empty(customer.Complaints);
    }

    private static ILocator Card(BrowserSession session) => session.Page.GetByRole(AriaRole.Region, new() { Name = "Automatic top-up" });

    private static ILocator Button(ILocator within, string name) => within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static async Task SaveCardAsync(BrowserSession customer)
    {
        await PanelPage.OpenAsync(customer, "panel/billing");
        await LookAsync(customer, "topup-no-card");
        await Button(Card(customer), "Save a card").ClickAsync();
        await Card(customer).GetByText("only if you agree").WaitForAsync();
        await Card(customer).GetByRole(AriaRole.Checkbox).CheckAsync();
        await Button(Card(customer), "Save a card").ClickAsync();
        await customer.Page.WaitForURLAsync("**/dev/card/**");
        await LookAsync(customer, "test-card");
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "A card that works" }).ClickAsync();
        await customer.Page.WaitForURLAsync("**/panel/billing");
        await Card(customer).GetByText("Visa 4242 is saved").WaitForAsync();
        await LookAsync(customer, "topup-card");
    }

    private static async Task<VmScreen> RunOutAsync(BrowserSession other, BrowserSession staff)
    {
        var form = new CreateVmScreen(other);
        await form.OpenAsync();
        await form.NameAsync("web-1");
        await form.CreateAsync();
        await other.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        var vm = new VmScreen(other, long.Parse(other.Page.Url.Split('/')[^1], CultureInfo.InvariantCulture));
        await vm.StateAsync("Running");
        await vm.IdleAsync();
        var account = new AdminScreen(staff, "admin/accounts/1");
        await account.OpenAsync();
        await account.PressAsync("Adjust credit");
        await account.AdjustAsync("-55", "Test of automatic top-up");
        await vm.StateAsync("Suspended");
        return vm;
    }

    private static async Task SwitchOnAsync(BrowserSession customer)
    {
        await Card(customer).GetByRole(AriaRole.Switch).ClickAsync();
        await customer.Page.Locator("#topup-amount").FillAsync("1");
        await Button(Card(customer), "Switch on").ClickAsync();
        await customer.Page.Locator("#topup-amount-e[role=alert]").WaitForAsync();
        await LookAsync(customer, "topup-form");
        await customer.Page.Locator("#topup-amount").FillAsync("25.00");
        await Button(Card(customer), "Switch on").ClickAsync();
        await Card(customer).GetByText("Used this month").WaitForAsync();
    }

    private static async Task StopAsync(BrowserSession staff, BrowserSession customer)
    {
        await PanelPage.OpenAsync(staff, "admin/accounts/1");
        await Button(Card(staff), "Switch off").ClickAsync();
        await staff.Page.Locator("#topup-reason").FillAsync("The bank asked us to");
        await LookAsync(staff, "admin-account-topup");
        await Card(staff).GetByRole(AriaRole.Button, new() { Name = "Switch off" }).Last.ClickAsync();
        await Card(customer).GetByText("Switched off by our staff: The bank asked us to").WaitForAsync();
        await LookAsync(customer, "topup-stopped");
    }

    private static async Task LookAsync(BrowserSession session, string name)
    {
        await Look.AtEveryScreenAsync(session, name);
        await session.LookAtAsync(Screen.Desk);
    }

    private static async Task LogInAsync(BrowserSession session, string user, string password)
    {
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync(user, password);
        await session.LookAtAsync(Screen.Desk);
    }
}
