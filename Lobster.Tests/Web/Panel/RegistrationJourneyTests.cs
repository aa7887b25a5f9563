using Lobster.Core;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>The main job, end to end, in a browser while an hour passes in ten seconds: from registration to a deleted machine and its bill.</summary>
[Trait("Category", "Browser")]
public sealed class RegistrationJourneyTests
{
    [Fact]
    public async Task Customer_FromRegistrationToADeletedMachine_ReadsAnExactBill()
    {
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?> { ["Lobster:Development:ClockSpeed"] = "360" });
        await using var session = await BrowserSession.OpenAsync(panel.Address);

        await RegisterAsync(session);
        await PayAsync(session);
        var vm = await CreateAsync(session);
        await Wait.UntilAsync("two charged hours", async () => await ChargedAsync(panel) >= 2);
        await vm.TabAsync("Settings");
        await vm.DeleteAsync("first-1");
        await vm.StateAsync("Deleted");

        await AssertBillAsync(panel, session);
        Assert.Empty(session.Complaints);
    }

    private static async Task RegisterAsync(BrowserSession session)
    {
        var register = new RegisterScreen(session);
        await register.OpenAsync();
        await Look.AtEveryScreenAsync(session, "register");
        await session.LookAtAsync(Screen.Desk);
        await register.RegisterAsync("mara", "studio-nord-7");
    }

    private static async Task PayAsync(BrowserSession session)
    {
        var page = session.Page;
        await new BillingScreen(session).OpenAsync();
        await page.Locator("#amount").FillAsync("-5");
        await page.Locator("main form:has(#amount) button[type=submit]").ClickAsync();
        await page.Locator("#amountHelp[role=alert]").WaitForAsync();
        await page.Locator("#amount").FillAsync("19.99");
        await Look.AtEveryScreenAsync(session, "billing-add");
        await session.LookAtAsync(Screen.Desk);
        await new BillingScreen(session).PayAsync("19.99");
        await page.Locator(".lb-credit").Filter(new() { HasText = "$19.99" }).WaitForAsync();
        await page.Locator(".tag").Filter(new() { HasText = "Completed" }).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Look.AtEveryScreenAsync(session, "billing");
        await session.LookAtAsync(Screen.Desk);
    }

    private static async Task<VmScreen> CreateAsync(BrowserSession session)
    {
        var form = new CreateVmScreen(session);
        await form.OpenAsync();
        await form.PlanAsync("M-4");
        await form.NameAsync("first-1");
        await form.CreateAsync();
        await session.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        var vm = new VmScreen(session, long.Parse(session.Page.Url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));
        await vm.StateAsync("Running");
        return vm;
    }

    private static async Task AssertBillAsync(PanelProcess panel, BrowserSession session)
    {
        await using var db = panel.OpenDatabase();
        var vm = await db.VirtualMachines.SingleAsync();
        var hours = await db.ChargeLines.SumAsync(l => l.Intervals);
        var account = await db.Accounts.SingleAsync(a => a.Id == vm.AccountId);
        await session.Page.GotoAsync("panel/charges");
        await session.Page.Locator("main[data-live] h1").First.WaitForAsync();
        await session.Page.Locator("a[aria-expanded=false]").First.ClickAsync();
        await session.Page.Locator(".hours button.c").First.ClickAsync();
        await session.Page.Locator(".receipt").WaitForAsync();
        await Look.AtEveryScreenAsync(session, "charges");

        Assert.Equal(VmLifecycle.Deleted, vm.Lifecycle);
        Assert.Equal(Money.FromDecimal(19.99m) - (Money.FromDecimal(0.0298m) * hours), account.Credit);
        Assert.Equal("$0.0298", await session.Page.Locator(".receipt .amount").InnerTextAsync());
        Assert.Contains("$0.029800000", await session.Page.Locator(".receipt").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
    }

    private static async Task<int> ChargedAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        return await db.ChargeLines.SumAsync(l => l.Intervals);
    }
}
