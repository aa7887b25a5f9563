using System.Globalization;
using Lobster.Core;
using Lobster.Core.Accounts;
using Lobster.Core.Ledger;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>An account's whole life in a browser while an hour passes in ten seconds: registered, paying, out of credit, suspended, terminated, paid up again.</summary>
[Trait("Category", "Browser")]
public sealed class TerminationJourneyTests
{
    private static readonly Dictionary<string, string?> Impatient = new()
    {
        ["Lobster:Development:ClockSpeed"] = "360", ["Lobster:Standing:NotifyEveryHours"] = "1", ["Lobster:Standing:HoursBeforeSuspension"] = "1",
        ["Lobster:Standing:DebtHours"] = "1", ["Lobster:Standing:WarningHours"] = "1", ["Lobster:Standing:NoticesBeforeTermination"] = "3",
    };

    [Fact]
    public async Task Account_FromRegistrationToTermination_IsWarnedLosesItsMachineAndMayComeBack()
    {
        await using var panel = await PanelProcess.StartAsync(settings: Impatient);
        await using var customer = await BrowserSession.OpenAsync(panel.Address);
        await using var staff = await BrowserSession.OpenAsync(panel.Address);

        try
        {
            var vm = await BeginAsync(customer);
            await RunOutAsync(customer, staff);
            await EndAsync(customer, staff, vm);
            await AssertLettersAsync(customer);
            await ComeBackAsync(customer);
        }
        catch
        {
            TestContext.Current.TestOutputHelper?.WriteLine(panel.Output);
            await Look.SaveAsync(customer.Page, "termination-failed", Screen.Desk);
            await Look.SaveAsync(staff.Page, "termination-failed-admin", Screen.Desk);
            throw;
        }

        await AssertBooksAsync(panel);
        Assert.Empty(customer.Complaints);
        Assert.Empty(staff.Complaints);
    }

    private static async Task<VmScreen> BeginAsync(BrowserSession customer)
    {
        var register = new RegisterScreen(customer);
        await register.OpenAsync();
        await register.RegisterAsync("nils", "fjord-and-ferry-4");
        var billing = new BillingScreen(customer);
        await billing.OpenAsync();
        await billing.PayAsync("5.00");
        await customer.Page.Locator(".lb-credit").Filter(new() { HasText = "$5.00" }).WaitForAsync();
        var form = new CreateVmScreen(customer);
        await form.OpenAsync();
        await form.PlanAsync("M-4");
        await form.NameAsync("last-1");
        await form.CreateAsync();
        await customer.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        var vm = new VmScreen(customer, long.Parse(customer.Page.Url.Split('/')[^1], CultureInfo.InvariantCulture));
        await vm.StateAsync("Running");
        return vm;
    }

    private static async Task RunOutAsync(BrowserSession customer, BrowserSession staff)
    {
        var login = new LoginScreen(staff);
        await login.OpenAsync();
        await login.LogInAsync("admin", "admin-lobster-1");
        var account = new AdminScreen(staff, "admin/accounts/2");
        await account.OpenAsync();
        await account.PressAsync("Adjust credit");
        await account.AdjustAsync("-4.98", "A test of the end");
        await Banner(customer, "for lack of credit").WaitForAsync(new() { Timeout = 120_000 });
        await Banner(customer, "Otherwise machines and images are deleted on").WaitForAsync();
    }

    private static async Task EndAsync(BrowserSession customer, BrowserSession staff, VmScreen vm)
    {
        await Banner(customer, "This account was terminated on").WaitForAsync(new() { Timeout = 120_000 });
        await vm.StateAsync("Deleted");
        await staff.Page.GetByText("Machines deleted").First.WaitForAsync();
        await new OverviewScreen(customer).OpenAsync();
        await Look.AtEveryScreenAsync(customer, "overview-terminated");
        await customer.LookAtAsync(Screen.Desk);
        await Look.AtEveryScreenAsync(staff, "admin-account-terminated");
    }

    private static async Task AssertLettersAsync(BrowserSession customer)
    {
        await customer.Page.GotoAsync("dev/mail");
        string[] subjects = ["Credit is low", "Your account is suspended", "Your account was terminated"];
        foreach (var subject in subjects) await customer.Page.Locator(".list a").Filter(new() { HasText = subject }).First.WaitForAsync();
    }

    private static async Task ComeBackAsync(BrowserSession customer)
    {
        var billing = new BillingScreen(customer);
        await billing.OpenAsync();
        await billing.PayAsync("10.00");
        await Banner(customer, "This account was terminated on").WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 60_000 });
    }

    private static async Task AssertBooksAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var account = await db.Accounts.SingleAsync(a => a.Id == new AccountId(2));
        var hours = await db.ChargeLines.SumAsync(l => l.Intervals);

        Assert.Equal(StandingState.Good, account.Standing);
        Assert.Equal(Money.FromDecimal(5m - 4.98m + 10m) - (Money.FromDecimal(0.0298m) * hours), account.Credit);
        Assert.Equal(VmLifecycle.Deleted, (await db.VirtualMachines.SingleAsync()).Lifecycle);
        Assert.Equal(2, await db.LedgerEntries.CountAsync(e => e.AccountId == account.Id && e.Kind == EntryKind.Payment));
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
    }

    private static ILocator Banner(BrowserSession customer, string words) => customer.Page.Locator(".lb-banner").Filter(new() { HasText = words });
}
