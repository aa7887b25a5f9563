using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>Keys, images and the login's own pages on every screen.</summary>
[Trait("Category", "Browser")]
public sealed class AccountPagesTests
{
    internal const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqfuzvK0c8e6Lh3y3JY8Yt2ijdgFh4bYJ0nQe1vYbqk mara@thinkpad";

    [Fact]
    public async Task Keys_BadThenGood_AreToldBesideTheFieldAndListed()
    {
        await using var panel = await PanelProcess.StartAsync();
        await using var session = await BrowserSession.OpenAsync(panel.Address);
        var login = new LoginScreen(session);
        await login.OpenAsync();
        await login.LogInAsync("demo", "demo-lobster-1");

        await session.Page.GotoAsync("panel/keys");
        await session.Page.Locator("main[data-live] h1").WaitForAsync();
        await Look.AtEveryScreenAsync(session, "keys-empty");
        await session.LookAtAsync(Screen.Desk);
        await session.Page.Locator("#publicKey").FillAsync("ssh-ed25519 AAAA");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Add key", Exact = true }).ClickAsync();
        await session.Page.Locator("#publicKeyHelp[role=alert]").WaitForAsync();
        await session.Page.Locator("#publicKey").FillAsync(Key);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Add key", Exact = true }).ClickAsync();
        await session.Page.Locator(".list b").Filter(new() { HasText = "mara@thinkpad" }).WaitForAsync();
        await Look.AtEveryScreenAsync(session, "keys");
        await using (var db = panel.OpenDatabase())
            Assert.Equal("127.0.0.1", (await db.AuditEntries.SingleAsync(a => a.Action == "key.added")).Actor.Address);

        foreach (var path in new[] { "panel/images", "panel/billing", "panel/charges", "settings" })
        {
            await session.Page.GotoAsync(path);
            await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Look.AtEveryScreenAsync(session, path.Replace('/', '-') + "-empty");
        }

        await FetchAsync(session);
        Assert.Empty(session.Complaints);
    }

    private static async Task FetchAsync(BrowserSession session)
    {
        await session.LookAtAsync(Screen.Desk);
        await session.Page.GotoAsync("panel/images");
        await session.Page.Locator("main[data-live] h1").WaitForAsync();
        await session.Page.Locator("#source").FillAsync("http://169.254.169.254/latest");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Fetch image", Exact = true }).ClickAsync();
        await session.Page.Locator("#sourceHelp[role=alert]").WaitForAsync();
        await Look.SaveAsync(session.Page, "images-refused", Screen.Desk);
        await session.Page.Locator("#source").FillAsync("https://cloud.example.org/alpine-3.22.iso");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Fetch image", Exact = true }).ClickAsync();
        await session.Page.Locator(".list b").Filter(new() { HasText = "alpine-3.22" }).WaitForAsync();
        await session.Page.Locator(".list .st").Filter(new() { HasText = "Being fetched" }).WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 60_000 });
        await Look.AtEveryScreenAsync(session, "images");
    }
}
