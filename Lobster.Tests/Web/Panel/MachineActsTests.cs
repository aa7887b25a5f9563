using System.Globalization;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>What an owner does with a machine beyond its power, in a browser.</summary>
[Trait("Category", "Browser")]
public sealed class MachineActsTests
{
    [Fact]
    public async Task Machine_PasswordNamesAddressesReimage_WorkAndAreAudited()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var session = await BrowserSession.OpenAsync(panel.Address);
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync("demo", "demo-lobster-1");
        var vm = await CreateAsync(session);

        await PasswordIsShownOnceAsync(session, vm);
        await NamesAndAddressesAsync(session, vm);
        await ReimageAsync(session, vm);

        await using var db = panel.OpenDatabase();
        var acts = await db.AuditEntries.Where(a => a.Actor.UserId != null && a.Action.StartsWith("vm.")).ToListAsync();
        Assert.True(acts.Count >= 6, string.Join(", ", acts.Select(a => a.Action)));
        Assert.All(acts, act => Assert.Equal("127.0.0.1", act.Actor.Address));
        Assert.Empty(session.Complaints);
    }

    private static async Task<VmScreen> CreateAsync(BrowserSession session)
    {
        var form = new CreateVmScreen(session);
        await form.OpenAsync();
        await form.NameAsync("web-1");
        await form.CreateAsync();
        await session.Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        var vm = new VmScreen(session, long.Parse(session.Page.Url.Split('/')[^1], CultureInfo.InvariantCulture));
        await vm.StateAsync("Running");
        await vm.IdleAsync();
        return vm;
    }

    private static async Task PasswordIsShownOnceAsync(BrowserSession session, VmScreen vm)
    {
        var page = session.Page;
        var show = page.GetByRole(AriaRole.Button, new() { Name = "Show the password", Exact = true });
        await show.ClickAsync();
        await page.Locator("section.card:has(h2:text-is(\"Login\")) .mono").WaitForAsync();
        await Look.AtEveryScreenAsync(session, "vm-password");
        await session.LookAtAsync(Screen.Desk);
        await vm.OpenAsync();
        Assert.Equal(0, await show.CountAsync());
        Assert.Equal(0, await page.Locator("h2:text-is(\"Login\")").CountAsync());
    }

    private static async Task NamesAndAddressesAsync(BrowserSession session, VmScreen vm)
    {
        var network = new NetworkTab(session);
        await vm.TabAsync("Network");
        await network.NameAsync("not a name");
        await network.NameFault.WaitForAsync();
        await Look.AtEveryScreenAsync(session, "vm-network-refused");
        await session.LookAtAsync(Screen.Desk);
        await network.NameAsync("web-1.example.com");
        await network.NamedAsync("web-1.example.com");
        await vm.IdleAsync();
        await network.NameAsync("");
        await network.NamedAsync("–");
        await vm.IdleAsync();
        await network.AddAsync("public IPv4");
        await vm.IdleAsync();
        await Look.AtEveryScreenAsync(session, "vm-network");
        await session.LookAtAsync(Screen.Desk);
        await network.RemoveLastAsync();
        await vm.IdleAsync();
    }

    private static async Task ReimageAsync(BrowserSession session, VmScreen vm)
    {
        var page = session.Page;
        await vm.TabAsync("Reimage");
        var image = page.Locator("section[aria-label=Reimage] label.choice").Nth(1);
        var name = await image.Locator("b").InnerTextAsync();
        await image.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reimage web-1", Exact = true }).ClickAsync();
        var agree = page.Locator(".mud-dialog-actions button").Last;
        await page.Locator("#lb-confirm").FillAsync("web-2");
        Assert.True(await agree.IsDisabledAsync());
        await Look.AtEveryScreenAsync(session, "vm-reimage-confirm");
        await session.LookAtAsync(Screen.Desk);
        await page.Locator("#lb-confirm").FillAsync("web-1");
        await agree.ClickAsync();
        await vm.Operation.WaitForAsync();
        await vm.IdleAsync();
        await page.Locator(".vmhead .meta").Filter(new() { HasText = name }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the password", Exact = true }).WaitForAsync();
    }
}
