using System.Globalization;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Admin;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>An account runs out of credit, is suspended and comes back, in the customer's and the admin's browser while an hour passes in ten seconds.</summary>
[Trait("Category", "Browser")]
public sealed class SuspensionJourneyTests
{
    [Fact]
    public async Task Account_WithoutCredit_IsSuspendedAndARestoringPaymentStartsItsMachine()
    {
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Lobster:Development:ClockSpeed"] = "360", ["Lobster:Standing:HoursBeforeSuspension"] = "1", ["Lobster:Standing:NotifyEveryHours"] = "2",
        });
        await using var customer = await BrowserSession.OpenAsync(panel.Address);
        await using var staff = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(customer, "demo", "demo-lobster-1");
        await LogInAsync(staff, "admin", "admin-lobster-1");
        var vm = await CreateAsync(customer);
        var account = new AdminScreen(staff, "admin/accounts/1");

        try
        {
            await RunOutAsync(customer, vm, account);
            await Look.AtEveryScreenAsync(staff, "admin-account-suspended");
            await staff.LookAtAsync(Screen.Desk);
            await PayAsync(customer, "60.00");
            await vm.OpenAsync();
            // A minute is what the page may take from the credit to a running machine.
            await vm.StateAsync("Running");
            await Banner(customer).WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 60_000 });
            await SuspendByHandAsync(customer, staff, vm, account);
        }
        catch
        {
            TestContext.Current.TestOutputHelper?.WriteLine(panel.Output);
            await Look.SaveAsync(customer.Page, "suspension-failed", Screen.Desk);
            await Look.SaveAsync(staff.Page, "suspension-failed-admin", Screen.Desk);
            throw;
        }

        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        Assert.Empty(customer.Complaints);
        Assert.Empty(staff.Complaints);
    }

    private static async Task RunOutAsync(BrowserSession customer, VmScreen vm, AdminScreen account)
    {
        await account.OpenAsync();
        await AdjustAsync(account, "-55");
        await vm.StateAsync("Suspended");
        await Banner(customer).Filter(new() { HasText = "for lack of credit" }).WaitForAsync();
        await Look.AtEveryScreenAsync(customer, "vm-suspended");
        await customer.LookAtAsync(Screen.Desk);
        Assert.True(await customer.Page.Locator(".vmhead .acts button").First.IsDisabledAsync());
    }

    private static async Task PayAsync(BrowserSession customer, string amount)
    {
        var payment = new PaymentScreen(customer);
        await payment.BeginAsync(amount);
        await payment.ElsewhereAsync("Pay");
        await payment.ShowsAsync("Paid");
    }

    private static async Task SuspendByHandAsync(BrowserSession customer, BrowserSession staff, VmScreen vm, AdminScreen account)
    {
        await SwitchAsync(staff, account, "Suspend account", "Abuse report 17");
        await Banner(customer).Filter(new() { HasText = "Abuse report 17" }).WaitForAsync(new() { Timeout = 60_000 });
        await vm.StateAsync("Suspended");
        await SwitchAsync(staff, account, "Lift suspension", "Settled");
        await vm.StateAsync("Running");
    }

    private static async Task SwitchAsync(BrowserSession staff, AdminScreen account, string button, string reason)
    {
        await account.Part("Standing").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await staff.Page.Locator("#suspend-reason").FillAsync(reason);
        await staff.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await account.Part("Standing").Filter(new() { HasText = reason }).WaitForAsync();
    }

    private static ILocator Banner(BrowserSession customer) => customer.Page.Locator(".lb-banner");

    private static async Task AdjustAsync(AdminScreen account, string amount)
    {
        await account.PressAsync("Adjust credit");
        await account.AdjustAsync(amount, "Test of the suspension");
    }

    private static async Task<VmScreen> CreateAsync(BrowserSession customer)
    {
        var form = new CreateVmScreen(customer);
        await form.OpenAsync();
        await form.NameAsync("web-1");
        await form.CreateAsync();
        await customer.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        var vm = new VmScreen(customer, long.Parse(customer.Page.Url.Split('/')[^1], CultureInfo.InvariantCulture));
        await vm.StateAsync("Running");
        await vm.IdleAsync();
        return vm;
    }

    private static async Task LogInAsync(BrowserSession session, string user, string password)
    {
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync(user, password);
        await session.LookAtAsync(Screen.Desk);
    }
}
