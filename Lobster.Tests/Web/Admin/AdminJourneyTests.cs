using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Admin;

/// <summary>An admin over the pages about money and customers, while the customer looks on.</summary>
[Trait("Category", "Browser")]
public sealed class AdminJourneyTests
{
    [Fact]
    public async Task Admin_AdjustsLimitsAndDeletes_AndTheCustomerSeesItWithoutReload()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var customer = await BrowserSession.OpenAsync(panel.Address);
        await using var staff = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(customer, "demo", "demo-lobster-1");
        await LogInAsync(staff, "admin", "admin-lobster-1");
        await CreateMachineAsync(customer);

        await LookAtOverviewAsync(staff);
        await AdjustAsync(staff, customer);
        await LimitAsync(staff, panel);
        await LookAtPartsAsync(staff);
        await LookAtFindingsAsync(staff);
        await KeepMachineAsync(staff, panel);
        await DeleteMachineAsync(staff, panel);

        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        Assert.Empty(staff.Complaints);
        Assert.Empty(customer.Complaints);
    }

    private static async Task LookAtOverviewAsync(BrowserSession staff)
    {
        var overview = new AdminScreen(staff, "admin");
        await overview.OpenAsync();
        await overview.Part("Needs you").WaitForAsync();
        await overview.PressAsync("Verify the books");
        await overview.Part("The books").Filter(new() { HasText = "Everything fits" }).WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin");
        await staff.LookAtAsync(Screen.Desk);
    }

    private static async Task AdjustAsync(BrowserSession staff, BrowserSession customer)
    {
        var overview = new OverviewScreen(customer);
        await overview.OpenAsync();
        await overview.ShownAsync();
        var credit = customer.Page.Locator(".kpi").First.Locator(".v");
        await credit.Filter(new() { HasText = "$50.00" }).WaitForAsync();

        var accounts = new AdminScreen(staff, "admin/accounts");
        await accounts.OpenAsync();
        await accounts.SearchAsync("demo");
        await accounts.Row("demo").WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-accounts");
        await staff.LookAtAsync(Screen.Desk);
        await accounts.FollowAsync("demo");
        await accounts.Part("Ledger").WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-account");
        await staff.LookAtAsync(Screen.Desk);
        await accounts.PressAsync("Adjust credit");
        await accounts.AdjustAsync("1e3", "Two hours of outage");
        await staff.Page.GetByText("Enter a number such as 25.00.").WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-adjust");
        await staff.LookAtAsync(Screen.Desk);
        await accounts.AdjustAsync("12.34", "Two hours of outage");

        await credit.Filter(new() { HasText = "$62.34" }).WaitForAsync();
        await accounts.Row("Two hours of outage").WaitForAsync();
    }

    private static async Task LimitAsync(BrowserSession staff, PanelProcess panel)
    {
        var account = new AdminScreen(staff, "");
        await account.PressAsync("Change");
        await account.FillAsync("Most machines", "many");
        await account.PressAsync("Save");
        await staff.Page.Locator("#vm-limit-e[role=alert]").WaitForAsync();
        await account.FillAsync("Most machines", "7");
        await account.PressAsync("Save");
        await account.Part("Limits").Filter(new() { HasText = "1 of 7" }).WaitForAsync();

        await using var db = panel.OpenDatabase();
        Assert.Equal(7, (await db.Accounts.OrderBy(a => a.Id).FirstAsync()).VmLimit);
    }

    private static async Task LookAtPartsAsync(BrowserSession staff)
    {
        foreach (var part in new[] { "Ledger", "Payments", "Audit" })
        {
            await staff.Page.Locator("nav.tabs").GetByRole(AriaRole.Link, new() { Name = part, Exact = true }).ClickAsync();
            await staff.Page.Locator("nav.tabs a[aria-current=page]").Filter(new() { HasText = part }).WaitForAsync();
            await Look.AtEveryScreenAsync(staff, "admin-account-" + part.ToLowerInvariant());
            await staff.LookAtAsync(Screen.Desk);
        }
    }

    private static async Task LookAtFindingsAsync(BrowserSession staff)
    {
        var findings = new AdminScreen(staff, "admin/reconcile");
        await findings.OpenAsync();
        await staff.Page.GetByText("Nothing found").WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-reconcile");
        await staff.LookAtAsync(Screen.Desk);
    }

    private static async Task DeleteMachineAsync(BrowserSession staff, PanelProcess panel)
    {
        var machines = new AdminScreen(staff, "admin/vms");
        await machines.OpenAsync();
        await machines.Row("web-1").WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-vms");
        await staff.LookAtAsync(Screen.Desk);
        await machines.PressAsync("Delete web-1 of demo");
        await staff.Page.Locator("#lb-confirm").FillAsync("web-1");
        await machines.PressAsync("Delete web-1");
        await Wait.UntilAsync("the deletion", async () =>
        {
            await using var db = panel.OpenDatabase();
            return (await db.VirtualMachines.SingleAsync()).Lifecycle == VmLifecycle.Deleted;
        });
        await staff.Page.GetByText("No machine fits").WaitForAsync();
    }

    // The region fails for a while, so that the deletion waits for its next try.
    private static async Task KeepMachineAsync(BrowserSession staff, PanelProcess panel)
    {
        await FailAsync(panel, "delete Unavailable 1000");
        var machines = new AdminScreen(staff, "admin/vms");
        await machines.OpenAsync();
        await machines.PressAsync("Delete web-1 of demo");
        await staff.Page.Locator("#lb-confirm").FillAsync("web-1");
        await machines.PressAsync("Delete web-1");
        await machines.Row("web-1").Filter(new() { HasText = "Deleting" }).WaitForAsync();
        await Wait.UntilAsync("some tries", async () =>
        {
            await using var db = panel.OpenDatabase();
            return await db.Operations.AnyAsync(o => o.Kind == OperationKind.Delete && o.State == OperationState.Waiting && o.Attempts >= 3);
        });
        await Look.AtEveryScreenAsync(staff, "admin-vms-deleting");
        await staff.LookAtAsync(Screen.Desk);
        await machines.PressAsync("Keep web-1 of demo");
        await Look.AtEveryScreenAsync(staff, "admin-vms-keep");
        await staff.LookAtAsync(Screen.Desk);
        await machines.PressAsync("Keep web-1");
        await machines.Row("web-1").Filter(new() { HasText = "Running" }).WaitForAsync();
        await FailAsync(panel, "");
    }

    private static async Task FailAsync(PanelProcess panel, string faults)
    {
        await using var db = panel.OpenDatabase();
        foreach (var region in await db.Regions.ToListAsync())
        {
            var options = System.Text.Json.Nodes.JsonNode.Parse(region.Options)!.AsObject();
            options["failNext"] = faults;
            region.Options = options.ToJsonString();
            region.Version++;
        }

        await db.SaveChangesAsync();
    }

    private static async Task CreateMachineAsync(BrowserSession customer)
    {
        var form = new CreateVmScreen(customer);
        await form.OpenAsync();
        await form.NameAsync("web-1");
        await form.CreateAsync();
        await customer.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        var vm = new VmScreen(customer, long.Parse(customer.Page.Url.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));
        await vm.StateAsync("Running");
        await vm.IdleAsync();
    }

    private static async Task LogInAsync(BrowserSession session, string user, string password)
    {
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync(user, password);
        await session.LookAtAsync(Screen.Desk);
    }
}
