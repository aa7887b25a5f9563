using Lobster.Tests.Consoles.Peers;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>The screen of TigerVNC, with its password, in a browser: by itself and behind websockify.</summary>
[Trait("Category", "Browser")]
public sealed class ScreenPeerJourneyTests
{
    private const string Symbols = @"Aa1 ~|\/@#{}[]<>""'$&*?";

    [Fact]
    public async Task TigerVnc_UsedFromTheBrowser_TakesKeysAndTextAndGivesText()
    {
        await using var vnc = await TigerVnc.StartWriterAsync();
        await using var visit = await PeerVisit.BeginAsync(vnc.Access);
        var console = await OpenAsync(visit);

        var before = await console.PixelsAsync();
        await console.TypeAsync(Symbols + "\n");
        await console.ChangedAsync(before);
        await WrittenAsync(vnc, Symbols);
        await Look.AtEveryScreenAsync(visit.Session, "console-tigervnc");
        await visit.Session.LookAtAsync(Screen.Desk);

        await TypeFromTheFieldAsync(console, visit.Session.Page, "typed " + Symbols + "\n");
        await WrittenAsync(vnc, "typed " + Symbols);

        await GiveAsync(console, visit.Session.Page, "given-from-here");
        await WrittenAsync(vnc, "given-from-here");
        await TakeAsync(console, visit.Session.Page, "given-from-here");

        Assert.Empty(visit.Session.Complaints);
    }

    [Fact]
    public async Task TigerVnc_SizeOfTheWindow_IsTakenOver()
    {
        await using var vnc = await TigerVnc.StartWriterAsync();
        await using var visit = await PeerVisit.BeginAsync(vnc.Access);
        var console = await OpenAsync(visit);
        var page = visit.Session.Page;

        await console.MenuAsync("more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resize the machine's screen" }).ClickAsync();
        var stage = await page.EvaluateAsync<int[]>("(() => { const box = document.querySelector('[data-stage]').getBoundingClientRect(); return [Math.floor(box.width), Math.floor(box.height)]; })()");
        await console.FootAsync($"Screen, {stage[0]} × {stage[1]}");
        await page.SetViewportSizeAsync(Screen.Desk.Width - 200, Screen.Desk.Height);

        await console.FootAsync($"Screen, {stage[0] - 200} × {stage[1]}");
    }

    [Fact]
    public async Task TigerVnc_OnlyLookedAt_TakesNothing()
    {
        await using var vnc = await TigerVnc.StartWriterAsync();
        await using var visit = await PeerVisit.BeginAsync(vnc.Access);
        var console = await OpenAsync(visit);

        await OptionAsync(console, visit.Session.Page, "Only look");
        await console.TypeAsync("unseen\n");
        await OptionAsync(console, visit.Session.Page, "Only look");
        await console.TypeAsync("seen\n");

        await Wait.UntilAsync("what was typed later is there", () => vnc.Written.Count > 0);
        Assert.Equal(["seen"], vnc.Written);
    }

    [Fact]
    public async Task TigerVnc_InFullScreen_TakesKeys()
    {
        await using var vnc = await TigerVnc.StartWriterAsync();
        await using var visit = await PeerVisit.BeginAsync(vnc.Access);
        var console = await OpenAsync(visit);
        var page = visit.Session.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Full screen" }).ClickAsync();
        await page.WaitForFunctionAsync("document.fullscreenElement !== null");
        await console.TypeAsync("full\n");
        await WrittenAsync(vnc, "full");
        await page.Locator("[data-act=fullscreen][aria-pressed=true]").ClickAsync();

        await page.WaitForFunctionAsync("document.fullscreenElement === null");
    }

    [Fact]
    public async Task TigerVnc_OnAPhone_TakesTouchesAndItsKeyboard()
    {
        await using var vnc = await TigerVnc.StartWriterAsync();
        await using var visit = await PeerVisit.BeginAsync(vnc.Access, new Screen(390, Dark: false), hasTouch: true);
        var console = await visit.OpenAsync("Screen");
        var page = visit.Session.Page;
        await console.FootAsync("Screen, 640 × 480");

        await page.Locator(".stage canvas").TapAsync(new() { Position = new() { X = 20, Y = 20 } });
        await console.MenuAsync("more");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the keyboard" }).TapAsync();
        await page.Locator("textarea.phone-keys:focus").WaitForAsync();
        // A word at once, as phones do, and a correction.
        await page.Keyboard.InsertTextAsync("phones");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.InsertTextAsync("\n");

        await WrittenAsync(vnc, "phone");
    }

    [Fact]
    public async Task Websockify_UsedFromTheBrowser_TakesKeys()
    {
        await using var vnc = await TigerVnc.StartWriterAsync();
        await using var proxy = await Websockify.StartAsync(vnc);
        await using var visit = await PeerVisit.BeginAsync(proxy.Access);
        var console = await OpenAsync(visit);

        var before = await console.PixelsAsync();
        await console.TypeAsync("through websockify\n");

        await console.ChangedAsync(before);
        await WrittenAsync(vnc, "through websockify");
    }

    // Keys go to the window under the pointer.
    private static async Task<ConsoleScreen> OpenAsync(PeerVisit visit)
    {
        var console = await visit.OpenAsync("Screen");
        await console.FootAsync("Screen, 640 × 480");
        await visit.Session.Page.Locator(".stage canvas").ClickAsync(new() { Position = new() { X = 200, Y = 200 } });
        return console;
    }

    private static Task WrittenAsync(TigerVnc vnc, string line) => Wait.UntilAsync($"the window was given \"{line}\"", () => vnc.Written.Contains(line));

    private static async Task OptionAsync(ConsoleScreen console, IPage page, string name)
    {
        await console.MenuAsync("more");
        await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".stage canvas").ClickAsync(new() { Position = new() { X = 200, Y = 200 } });
    }

    private static async Task TypeFromTheFieldAsync(ConsoleScreen console, IPage page, string text)
    {
        await console.MenuAsync("clip");
        await console.Clipboard.FillAsync(text);
        await page.Locator("[data-clip-act=send]").ClickAsync();
    }

    // Onto the machine's clipboard, and from there into its window, as is usual under X.
    private static async Task GiveAsync(ConsoleScreen console, IPage page, string text)
    {
        await console.MenuAsync("clip");
        await console.Clipboard.FillAsync(text);
        await page.Locator("[data-clip-act=set]").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".stage canvas").ClickAsync(new() { Position = new() { X = 200, Y = 200 } });
        var before = await console.PixelsAsync();
        await page.Keyboard.PressAsync("Shift+Insert");
        await console.ChangedAsync(before);
        await page.Keyboard.PressAsync("Enter");
        await console.SettledAsync();
    }

    // The whole window is marked with the mouse; under X what is marked is copied.
    private static async Task TakeAsync(ConsoleScreen console, IPage page, string text)
    {
        await console.MenuAsync("clip");
        await console.Clipboard.FillAsync("");
        await page.Keyboard.PressAsync("Escape");
        var box = await page.Locator(".stage canvas").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no screen.");
        await page.Mouse.MoveAsync(box.X + 3, box.Y + 3);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.7f), box.Y + (box.Height * 0.6f), new() { Steps = 8 });
        await page.Mouse.UpAsync();
        await Wait.UntilAsync("the marked text is here", async () => (await console.Clipboard.InputValueAsync()).Contains(text, StringComparison.Ordinal));
    }
}
