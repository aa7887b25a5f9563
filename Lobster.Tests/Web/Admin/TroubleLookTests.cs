using System.Text.Json.Nodes;
using Lobster.Core;
using Lobster.Core.Reconciliation;
using Lobster.Core.Regions;
using Lobster.Core.Sweeps;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Admin;

/// <summary>How the staff's pages look when much is wrong at once, and two forms that open inside a page.</summary>
[Trait("Category", "Browser")]
public sealed class TroubleLookTests
{
    [Fact]
    public async Task Overview_WithASilentRegionAHeldClockAndAParkedAccount_ShowsEachAndFits()
    {
        await using var panel = await PanelProcess.StartAsync();
        await BreakAsync(panel);
        await using var staff = await OpenAsync(panel, "admin", "admin-lobster-1");
        var overview = new AdminScreen(staff, "admin");
        await overview.OpenAsync();
        var alarms = overview.Part("Needs you");

        foreach (var words in new[] { "the clock jumped", "does not answer", "is parked" }) await alarms.GetByText(words).WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-alarms");

        await staff.LookAtAsync(Screen.Desk);
        await HealthAsync(staff);
        await FindingsAsync(panel, staff);
        await ImagesAsync(staff);
        Assert.Empty(staff.Complaints);
    }

    [Fact]
    public async Task Create_WithTheKeyFormOpen_FitsAndRefusesBesideTheField()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var customer = await OpenAsync(panel, "demo", "demo-lobster-1");
        var form = new CreateVmScreen(customer);
        await form.OpenAsync();
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Add a key", Exact = true }).ClickAsync();
        await customer.Page.Locator("#publicKey").FillAsync("ssh-ed25519 nonsense");
        await customer.Page.GetByRole(AriaRole.Button, new() { Name = "Add key", Exact = true }).ClickAsync();
        await customer.Page.Locator("#publicKey-e[role=alert]").WaitForAsync();

        await Look.AtEveryScreenAsync(customer, "vm-create-key");

        Assert.Empty(customer.Complaints);
    }

    private static async Task HealthAsync(BrowserSession staff)
    {
        var health = new AdminScreen(staff, "admin/health");
        await health.OpenAsync();
        await health.PressAsync("Verify the books");
        await staff.Page.GetByText("is in force where charging stands").WaitForAsync();
        await health.Part("The books").Filter(new() { HasText = "Everything fits" }).WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-health");
        await staff.LookAtAsync(Screen.Desk);
    }

    private static async Task FindingsAsync(PanelProcess panel, BrowserSession staff)
    {
        await using (var db = panel.OpenDatabase())
        {
            var now = Instant.From(TimeProvider.System.GetUtcNow());
            var region = await db.Regions.OrderBy(r => r.Id).FirstAsync();
            // Listed just now, so that nobody lists it again while the page is looked at.
            await db.RegionInventories.Where(i => i.RegionId == region.Id).ExecuteDeleteAsync();
            db.RegionInventories.Add(new RegionInventory { RegionId = region.Id, CountedAt = now, At = now, Machines = 2 });
            db.Findings.AddRange(Found(FindingKind.Orphan, "lost-1", region.Id, now), Found(FindingKind.Foreign, "somebody-elses", region.Id, now));
            await db.SaveChangesAsync();
        }

        var findings = new AdminScreen(staff, "admin/reconcile");
        await findings.OpenAsync();
        await findings.Row("lost-1").WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-reconcile-found");
        await staff.LookAtAsync(Screen.Desk);
        await findings.PressAsync("Ignore: somebody-elses");
        await findings.PressAsync("Ignore somebody-elses");
        await findings.Row("somebody-elses").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static Finding Found(FindingKind kind, string name, RegionId region, Instant now) => new()
    {
        Kind = kind, State = FindingState.Open, RegionId = region, BackendId = "i-" + name, Name = name, VCpus = 2, RamMb = 4096, DiskGb = 80,
        Hourly = Money.FromDecimal(0.0298m), AtStake = Money.FromDecimal(1.43m), FirstSeen = now - TimeSpan.FromHours(48), LastSeen = now,
    };

    private static async Task ImagesAsync(BrowserSession staff)
    {
        var images = new AdminScreen(staff, "admin/images");
        await images.OpenAsync();
        await staff.Page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).First.ClickAsync();
        await staff.Page.Locator("#edit-name").WaitForAsync();
        await Look.AtEveryScreenAsync(staff, "admin-images-edit");
        await staff.LookAtAsync(Screen.Desk);
    }

    // The last pass of a sweep lies ten days ahead, so the next one holds; the region answers nobody, so no sweep mends it.
    private static async Task BreakAsync(PanelProcess panel)
    {
        await using var db = panel.OpenDatabase();
        var now = Instant.From(TimeProvider.System.GetUtcNow());
        var region = await db.Regions.OrderBy(r => r.Id).FirstAsync();
        var options = JsonNode.Parse(region.Options)!.AsObject();
        options["silent"] = "true";
        (region.Options, region.FailingSince, region.LastError) = (options.ToJsonString(), now - TimeSpan.FromMinutes(40), "Connection refused");
        region.Version++;
        var account = await db.Accounts.OrderBy(a => a.Id).FirstAsync();
        (account.ParkedAt, account.ParkedReason) = (now - TimeSpan.FromHours(2), "It could not be charged: No rate is in force where charging stands.");
        await db.SaveChangesAsync();
        await Wait.UntilAsync("a sweep", () => db.SweepStates.AnyAsync(s => s.Sweep == Heartbeat.Row && s.Heartbeat != null));
        await db.SweepStates.Where(s => s.Sweep == Heartbeat.Row).ExecuteUpdateAsync(s => s.SetProperty(x => x.Heartbeat, now + TimeSpan.FromDays(10)));
        await Wait.UntilAsync("the sweep to be held", () => db.SweepStates.AnyAsync(s => s.Sweep == Heartbeat.Row && s.HeldBecause != null));
    }

    private static async Task<BrowserSession> OpenAsync(PanelProcess panel, string user, string password)
    {
        var session = await BrowserSession.OpenAsync(panel.Address);
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync(user, password);
        await session.LookAtAsync(Screen.Desk);
        return session;
    }
}
