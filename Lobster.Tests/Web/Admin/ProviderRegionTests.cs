using Lobster.Tests.Compute.Http;
using Lobster.Tests.Compute.Vultr;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.EntityFrameworkCore;

namespace Lobster.Tests.Web.Admin;

/// <summary>An admin adds a region at a provider that is spoken to over a socket.</summary>
[Trait("Category", "Browser")]
public sealed class ProviderRegionTests
{
    [Fact]
    public async Task Region_AtVultr_IsTestedAddedAndStocked()
    {
        using var vultr = new VultrFake(TimeProvider.System);
        await using var provider = await FakeApiHost.StartAsync(vultr);
        await using var panel = await PanelProcess.StartAsync();
        await using var admin = await BrowserSession.OpenAsync(panel.Address);
        await LogInAsync(admin);
        var region = new RegionScreen(admin);

        await region.OpenAsync();
        await Look.AtEveryScreenAsync(admin, "admin-region-new");
        await admin.LookAtAsync(Screen.Desk);
        await region.TakeOverAsync("""{ "vm": [ { "name": "New Jersey", "type": "vultr", "region": "1", "api_key": "a wrong key" } ] }""", "New Jersey");
        await region.TypeAsync("o-address", provider.Address.AbsoluteUri);
        await region.TestRefusedAsync("Vultr does not accept the credentials");
        await Look.AtEveryScreenAsync(admin, "admin-region-vultr-refused");
        await admin.LookAtAsync(Screen.Desk);
        await region.TypeAsync("o-apiKey", VultrFake.Key);
        await region.TestAsync();
        await region.SaveAsync();
        await region.AddedAsync();
        await region.SyncImagesAsync(added: 2);
        await Look.AtEveryScreenAsync(admin, "admin-region-vultr");

        Assert.Empty(admin.Complaints);
        await using var db = panel.OpenDatabase();
        var added = await db.Regions.SingleAsync(r => r.BackendType == "vultr");
        Assert.DoesNotContain(VultrFake.Key, added.Options, StringComparison.Ordinal);
        Assert.DoesNotContain(VultrFake.Key, panel.Output, StringComparison.Ordinal);
    }

    private static async Task LogInAsync(BrowserSession session)
    {
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync("admin", "admin-lobster-1");
        await session.LookAtAsync(Screen.Desk);
    }
}
