using Lobster.Core.VirtualMachines;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>A machine's consoles in a browser, against the sandbox.</summary>
[Trait("Category", "Browser")]
public sealed class ConsoleJourneyTests
{
    [Fact]
    public async Task Terminal_TypedInto_AnswersFollowsTheWindowAndIsLeftByKeyboard()
    {
        await using var visit = await ConsoleVisit.BeginAsync();
        var session = visit.Session;
        await session.Page.Locator(".vmhead").GetByRole(AriaRole.Link, new() { Name = "Console" }).WaitForAsync();
        var console = await visit.OpenAsync("Terminal");

        await console.TextAsync("Type help");
        await console.TypeAsync("hostname\r");
        await console.LineAsync("web-1");
        await console.FootAsync("Serial");
        await Look.AtEveryScreenAsync(session, "console-terminal");
        var narrow = await console.SizeAsync();
        await session.LookAtAsync(Screen.Desk);
        await Wait.UntilAsync("the terminal is as wide as the window", async () => await console.SizeAsync() != narrow);
        await PasteAsync(console, session);
        await console.LeaveAsync();
        await session.Page.Keyboard.PressAsync("Enter");
        await session.Page.WaitForURLAsync(url => url.EndsWith($"/panel/vms/{visit.Vm}", StringComparison.Ordinal));

        await AssertToldAsync(visit);
        Assert.Empty(session.Complaints);
    }

    [Fact]
    public async Task Screen_TypedInto_ChangesAndGivesAndTakesText()
    {
        await using var visit = await ConsoleVisit.BeginAsync();
        var session = visit.Session;
        var console = await visit.OpenAsync("Screen");
        await console.FootAsync("Screen, 1024 × 768");

        await console.SettledAsync();
        var before = await console.PixelsAsync();
        await console.TypeAsync("mara\n");
        await console.ChangedAsync(before);
        await console.TypeAsync("any\n");
        await Look.AtEveryScreenAsync(session, "console-screen");
        await session.LookAtAsync(Screen.Desk);
        await GiveAsync(console, session);
        await TakeAsync(console, session);
        await MenusAsync(console, session);
        before = await console.PixelsAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Ctrl Alt Del", Exact = true }).First.ClickAsync();
        await console.ChangedAsync(before);
        await session.Page.Locator(".stage canvas:focus").WaitForAsync();
        await session.Page.Locator(".stage canvas").ClickAsync();
        await console.LeaveAsync();

        Assert.Empty(session.Complaints);
    }

    [Fact]
    public async Task Panel_StoppedAndStarted_HasItsConsolesBackByThemselves()
    {
        await using var visit = await ConsoleVisit.BeginAsync();
        var console = await visit.OpenAsync("Terminal");
        await console.TextAsync("Type help");

        await visit.Panel.StopAsync();
        await console.End("lost").WaitForAsync();
        await Look.AccessibleAsync(visit.Session.Page, "a lost console");
        await Look.SaveAsync(visit.Session.Page, "console-lost", Screen.Desk);
        await visit.Panel.RestartAsync();

        await visit.Session.Page.Locator(".console[data-state=connected]").WaitForAsync(new() { Timeout = 120_000 });
        await console.TextAsync("Type help");
    }

    // Several lines would run at once, so they wait in the field until they were looked at.
    private static async Task PasteAsync(ConsoleScreen console, BrowserSession session)
    {
        await session.Page.Locator(".stage .xterm").ClickAsync();
        await session.Page.EvaluateAsync("""
            () => {
              const data = new DataTransfer();
              data.setData('text/plain', 'hostname\nhelp');
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await console.Clipboard.WaitForAsync();
        Assert.Equal("hostname\nhelp", await console.Clipboard.InputValueAsync());
        await Look.AccessibleAsync(session.Page, "the clipboard");
        await Look.SaveAsync(session.Page, "console-clipboard", Screen.Desk);
        await console.Clipboard.FillAsync("hostname");
        await session.Page.Locator("[data-clip-act=send]").ClickAsync();
        await session.Page.Locator(".stage :focus").WaitForAsync();
    }

    // Onto the machine's clipboard, and from there to its prompt.
    private static async Task GiveAsync(ConsoleScreen console, BrowserSession session)
    {
        await console.MenuAsync("clip");
        await console.Clipboard.FillAsync("hostname");
        await session.Page.Locator("[data-clip-act=set]").ClickAsync();
        await session.Page.Locator("[data-clip-note]").Filter(new() { HasText = "on the machine's clipboard" }).WaitForAsync();
        await session.Page.Keyboard.PressAsync("Escape");
        await session.Page.Locator(".stage canvas").ClickAsync(new() { Position = new() { X = 400, Y = 500 } });
        await console.SettledAsync();
        var before = await console.PixelsAsync();
        await session.Page.Keyboard.PressAsync("Shift+Insert");
        await console.ChangedAsync(before);
        await session.Page.Keyboard.PressAsync("Enter");
        await console.SettledAsync();
    }

    // The line at the top is marked with the mouse, as at any such screen.
    private static async Task TakeAsync(ConsoleScreen console, BrowserSession session)
    {
        var box = await session.Page.Locator(".stage canvas").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no screen.");
        await session.Page.Mouse.MoveAsync(box.X + 12, box.Y + 22);
        await session.Page.Mouse.DownAsync();
        await session.Page.Mouse.MoveAsync(box.X + 160, box.Y + 22, new() { Steps = 8 });
        await session.Page.Mouse.UpAsync();
        await Wait.UntilAsync("the marked text is here", async () => (await console.Clipboard.InputValueAsync()).Contains("obster", StringComparison.Ordinal));
    }

    private static async Task MenusAsync(ConsoleScreen console, BrowserSession session)
    {
        foreach (var menu in new[] { "keys", "clip", "more" })
        {
            await console.MenuAsync(menu);
            await Look.AccessibleAsync(session.Page, menu);
            await Look.SaveAsync(session.Page, "console-" + menu, Screen.Desk);
            await session.Page.Keyboard.PressAsync("Escape");
        }
    }

    private static async Task AssertToldAsync(ConsoleVisit visit)
    {
        await using var db = visit.Panel.OpenDatabase();
        await Wait.UntilAsync("the console is closed", () => db.Events.AnyAsync(e => e.Type == "vm.console.closed"));
        var activity = new VmScreen(visit.Session, visit.Vm);
        await activity.OpenAsync();
        await visit.Session.Page.Locator(".list b").Filter(new() { HasText = "Console closed" }).WaitForAsync();
        await visit.Session.Page.Locator(".list b").Filter(new() { HasText = "Console opened" }).WaitForAsync();
    }
}
