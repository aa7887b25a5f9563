using Lobster.Core;
using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Web.Admin;

/// <summary>An admin sets up what is sold, and a customer buys it.</summary>
[Trait("Category", "Browser")]
public sealed class SellingJourneyTests
{
    [Fact]
    public async Task RegionPlanAndImages_SetByAnAdmin_AreBoughtByACustomer()
    {
        await using var panel = await PanelProcess.StartAsync(settings: new Dictionary<string, string?> { ["Lobster:Development:ClockSpeed"] = "360" });
        await using (var admin = await BrowserSession.OpenAsync(panel.Address))
        {
            await LogInAsync(admin, "admin", "admin-lobster-1");
            await AddRegionAsync(admin);
            await AddPlanAsync(admin);
            await LookAtListsAsync(admin);
            Assert.Empty(admin.Complaints);
        }

        await using var customer = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(customer, "demo", "demo-lobster-1");
        await BuyAsync(customer);

        await using var db = panel.OpenDatabase();
        var vm = await db.VirtualMachines.SingleAsync();
        Assert.Equal("Frankfurt", (await db.Regions.SingleAsync(r => r.Id == vm.RegionId)).Name);
        Assert.Equal(VmLifecycle.Active, vm.Lifecycle);
        Assert.Equal(Money.FromDecimal(0.0125m), vm.HourlyRate);
        Assert.Equal(0, (await panel.VerbAsync("verify")).Code);
        Assert.Empty(customer.Complaints);
    }

    private static async Task AddRegionAsync(BrowserSession session)
    {
        var region = new RegionScreen(session);
        await region.OpenAsync();
        await region.ChooseAsync("Sandbox (simulated)");
        await region.TypeAsync("o-latencyMs", "soon");
        await region.SaveAsync();
        await region.Fault("o-latencyMs").WaitForAsync();
        await region.TypeAsync("o-latencyMs", "5");
        await region.SaveAsync();
        await region.Fault("name").WaitForAsync();
        await Look.AtEveryScreenAsync(session, "admin-region-new-refused");
        await session.LookAtAsync(Screen.Desk);
        await region.TypeAsync("name", "Frankfurt");
        await region.TypeAsync("location", "Germany");
        await region.TestAsync();
        await region.SaveAsync();
        await region.AddedAsync();
        await region.SyncImagesAsync();
        await region.OpenForMachinesAsync();
        await Look.AtEveryScreenAsync(session, "admin-region");
        await session.LookAtAsync(Screen.Desk);
        await region.ListSizesAsync();
        await Look.AtEveryScreenAsync(session, "admin-region-sizes");
        await session.LookAtAsync(Screen.Desk);
    }

    private static async Task AddPlanAsync(BrowserSession session)
    {
        var plan = new PlanScreen(session);
        await plan.OpenAsync();
        await plan.TypeAsync("name", "S-1");
        await plan.TypeAsync("first-sale", "0.0099");
        await plan.SaveAsync();
        await plan.Fault("name").WaitForAsync();
        await Look.AtEveryScreenAsync(session, "admin-plan-new-refused");
        await session.LookAtAsync(Screen.Desk);
        await plan.TypeAsync("name", "X-1");
        await plan.SaveAsync();
        await plan.AddedAsync("X-1");
        await plan.AddPriceAsync("0.0125");
        await Look.AtEveryScreenAsync(session, "admin-plan");
        await session.LookAtAsync(Screen.Desk);
    }

    private static async Task LookAtListsAsync(BrowserSession session)
    {
        foreach (var (path, name, text) in new[] { ("admin/regions", "admin-regions", "Frankfurt"), ("admin/plans", "admin-plans", "X-1"), ("admin/images", "admin-images", "FreeBSD 14") })
        {
            var list = new ListScreen(session, path);
            await list.OpenAsync();
            await list.ShowsAsync(text);
            await Look.AtEveryScreenAsync(session, name);
            await session.LookAtAsync(Screen.Desk);
        }
    }

    private static async Task BuyAsync(BrowserSession session)
    {
        var form = new CreateVmScreen(session);
        await form.OpenAsync();
        await form.RegionAsync("Frankfurt");
        await form.PlanAsync("X-1");
        await form.NameAsync("first-there");
        await form.CreateAsync();
        await session.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        await new VmScreen(session, 0).StateAsync("Running");
    }

    private static async Task LogInAsync(BrowserSession session, string user, string password)
    {
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync(user, password);
        await session.LookAtAsync(Screen.Desk);
    }
}
