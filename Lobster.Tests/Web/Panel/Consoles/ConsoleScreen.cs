using System.Globalization;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>The console of one machine, in its own window.</summary>
internal sealed class ConsoleScreen(BrowserSession session, long id, string kind) : PageObject(session)
{
    public override string Path => $"panel/vms/{id.ToString(CultureInfo.InvariantCulture)}/console?kind={kind.ToLowerInvariant()}";

    /// <summary>The field of the clipboard.</summary>
    public ILocator Clipboard => Page.Locator("#console-text");

    /// <summary>It is drawn and takes keys.</summary>
    public override Task ReadyAsync() => Page.Locator($".console[data-kind={kind}][data-state=connected]").WaitForAsync();

    /// <summary>The sentence shown for this end.</summary>
    public ILocator End(string code) => Page.Locator($"[data-end='{code}']");

    /// <summary>Waits until the foot says this.</summary>
    public Task FootAsync(string text) => Page.Locator(".console .bot").Filter(new() { HasText = text }).WaitForAsync();

    /// <summary>Waits until the terminal shows this.</summary>
    public Task TextAsync(string text) => Page.Locator(".xterm-rows").Filter(new() { HasText = text }).WaitForAsync();

    /// <summary>Waits until one line of the terminal says just this.</summary>
    public Task LineAsync(string text) => Page.Locator(".xterm-rows > div").GetByText(text, new() { Exact = true }).First.WaitForAsync();

    /// <summary>Whether one line of the terminal says just this now.</summary>
    public async Task<bool> HasLineAsync(string text) => await Page.Locator(".xterm-rows > div").GetByText(text, new() { Exact = true }).CountAsync() > 0;

    /// <summary>Types into the drawing, which must have the focus.</summary>
    public Task TypeAsync(string text) => Page.Keyboard.TypeAsync(text, new() { Delay = 20 });

    /// <summary>What the screen shows now, as a picture.</summary>
    public Task<string> PixelsAsync() => Page.EvaluateAsync<string>("document.querySelector('.stage canvas').toDataURL()");

    /// <summary>Waits until the screen shows something else.</summary>
    public Task ChangedAsync(string before) => Page.WaitForFunctionAsync("before => document.querySelector('.stage canvas').toDataURL() !== before", before);

    /// <summary>Waits until nothing moves on the screen any more, apart from a cursor that blinks.</summary>
    public async Task SettledAsync()
    {
        var seen = new HashSet<string>();
        var known = 0;
        await Wait.UntilAsync("the screen stands still", async () =>
        {
            known = seen.Add(await PixelsAsync()) ? 0 : known + 1;
            return known >= 12;
        });
    }

    /// <summary>Opens one of the menus by its button in the head.</summary>
    public async Task MenuAsync(string menu)
    {
        await Page.Locator($".top [popovertarget=console-{menu}]").ClickAsync();
        await Page.Locator($"#console-{menu}").WaitForAsync();
    }

    /// <summary>Leaves the drawing by its keys.</summary>
    public async Task LeaveAsync()
    {
        await Page.Keyboard.PressAsync("Control+Alt+Shift+K");
        await Page.Locator("[data-back]:focus").WaitForAsync();
    }

    /// <summary>Columns and rows that the terminal has now.</summary>
    public async Task<string> SizeAsync() => await Page.Locator("[data-part=size]").TextContentAsync() ?? "";
}
