using System.Collections.Concurrent;
using System.Globalization;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>What the page does for each way the relay can end, with a relay that ends as the test says.</summary>
[Trait("Category", "Browser")]
public sealed class ConsoleEndingTests
{
    private readonly ConcurrentQueue<IWebSocketRoute> sockets = new();

    [Fact]
    public async Task Relay_EndsForAReason_IsToldAndConnectsAgainOnlyWhereItHelps()
    {
        await using var visit = await ConsoleVisit.BeginAsync();
        var page = visit.Session.Page;
        await page.RouteWebSocketAsync(url => url.EndsWith("/console/relay", StringComparison.Ordinal), sockets.Enqueue);
        var console = await visit.OpenAsync("Terminal");

        sockets.Last().Send("""{"hostKey":"ssh-ed25519 SHA256:abcdef","isNew":true}""");
        sockets.Last().Send("""{"of":"a later panel"}""");
        sockets.Last().Send("no JSON");
        await console.FootAsync("SSH, host key SHA256:abcdef");
        await console.FootAsync("seen for the first time");

        foreach (var code in new[] { 1000, 1009, 4001, 4004, 4008, 4009, 4010, 4011 })
        {
            await CloseAsync(console, code);
            await console.End(Name(code)).GetByRole(AriaRole.Button, new() { Name = "Connect again" }).ClickAsync();
            await console.ReadyAsync();
        }

        await CloseAsync(console, 4999, "other");
        Assert.Contains("4999", await console.End("other").InnerTextAsync(), StringComparison.Ordinal);
        await Look.AtEveryScreenAsync(visit.Session, "console-ended");
        await visit.Session.LookAtAsync(Screen.Desk);
        await console.End("other").GetByRole(AriaRole.Button).ClickAsync();
        await console.ReadyAsync();
        await AsksBeforeForgettingAsync(console, page);
        await ComesBackAsync(console);
        await CloseAsync(console, 4003);
        Assert.Equal(0, await console.End("4003").GetByRole(AriaRole.Button).CountAsync());

        Assert.Empty(visit.Session.Complaints);
    }

    private async Task AsksBeforeForgettingAsync(ConsoleScreen console, IPage page)
    {
        await CloseAsync(console, 4002);
        await console.End("4002").GetByRole(AriaRole.Button, new() { Name = "Forget the old key" }).ClickAsync();
        await page.Locator(".mud-dialog-actions .danger").WaitForAsync();
        await Look.AccessibleAsync(page, "the question before a host key is forgotten");
        await Look.SaveAsync(page, "console-forget", Screen.Desk);
        await page.Locator(".mud-dialog-actions .danger").ClickAsync();
        await console.ReadyAsync();
    }

    // By itself: the relay was asked once more.
    private async Task ComesBackAsync(ConsoleScreen console)
    {
        var before = sockets.Count;
        await sockets.Last().CloseAsync(new() { Code = 1012, Reason = "The panel restarts." });
        await Wait.UntilAsync("the page connects again", () => sockets.Count == before + 1);
        await console.ReadyAsync();
    }

    private async Task CloseAsync(ConsoleScreen console, int code, string? shown = null)
    {
        await sockets.Last().CloseAsync(new() { Code = code, Reason = "test" });
        await console.End(shown ?? Name(code)).WaitForAsync();
    }

    private static string Name(int code) => code.ToString(CultureInfo.InvariantCulture);
}
