using System.Collections.Concurrent;
using System.Text;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>What the terminal's page sends, by a relay that only listens.</summary>
[Trait("Category", "Browser")]
public sealed class ConsoleKeysTests
{
    private readonly ConcurrentQueue<string> sent = new();
    private readonly ConcurrentQueue<string> sizes = new();

    [Fact]
    public async Task Keys_OfMenuKeyboardAndField_AreSentAsTerminalsSendThem()
    {
        await using var visit = await ConsoleVisit.BeginAsync();
        var page = visit.Session.Page;
        await page.RouteWebSocketAsync(url => url.EndsWith("/console/relay", StringComparison.Ordinal), socket => socket.OnMessage(Hear));
        var console = await visit.OpenAsync("Terminal");
        await Wait.UntilAsync("the size is told", () => !sizes.IsEmpty);

        await console.TypeAsync("né");
        await console.MenuAsync("keys");
        foreach (var key in new[] { "Esc", "F5", "Up", "Ctrl C" }) await Key(page, key).ClickAsync();
        await Key(page, "Ctrl").ClickAsync();
        await Key(page, "F1").ClickAsync();
        await Key(page, "Ctrl").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".stage .xterm").ClickAsync();
        await console.TypeAsync("dd");
        await console.MenuAsync("clip");
        await console.Clipboard.FillAsync("two\nlines");
        await page.Locator("[data-clip-act=send]").ClickAsync();

        const string Expected = "né\u001b\u001b[15~\u001b[A\u0003\u001b[1;5P\u0004dtwo\rlines";
        await Wait.UntilAsync("all of it is sent", () => Sent().EndsWith("lines", StringComparison.Ordinal));
        await console.MenuAsync("more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Only look" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".stage .xterm").ClickAsync();
        await console.TypeAsync("x");
        await console.LeaveAsync();

        Assert.Equal(Expected, Sent());
        Assert.Empty(visit.Session.Complaints);
    }

    private static ILocator Key(IPage page, string name) => page.Locator("#console-keys").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private string Sent() => string.Concat(sent);

    // A frame tells its bytes as text too, whichever it was.
    private void Hear(IWebSocketFrame frame)
    {
        var text = frame.Text ?? Encoding.UTF8.GetString(frame.Binary!);
        (text.StartsWith("""{"columns":""", StringComparison.Ordinal) ? sizes : sent).Enqueue(text);
    }
}
