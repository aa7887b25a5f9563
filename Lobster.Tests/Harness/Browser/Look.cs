using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Lobster.Tests.Harness.Browser;

/// <summary>Looks at a page in every window size and theme: keeps a picture, checks that it fits, lets axe find faults.</summary>
internal static class Look
{
    // What passed is not carried over, and frames are not looked for: the panel has none.
    private static readonly AxeRunOptions OnlyFaults = new() { ResultTypes = [ResultType.Violations], Iframes = false };

    /// <summary>
    /// Saves <c>artifacts/screenshots/{name}-{width}-{theme}.png</c> for each screen, and fails when a page scrolls sideways
    /// or axe finds something serious or critical by day at a desk or by night on a phone.
    /// </summary>
    public static async Task AtEveryScreenAsync(BrowserSession session, string name)
    {
        foreach (var screen in Screen.All)
        {
            await session.LookAtAsync(screen);
            await DrawnAsync(session.Page);
            await SaveAsync(session.Page, name, screen);
            await FitsAsync(session.Page, name, screen);
            // What axe finds hangs on the theme (contrast) or on the layout (names, order), never on both together: two of the four show it all.
            if (screen.Dark == screen.IsPhone) await AccessibleAsync(session.Page, $"{name} at {screen.Width} {screen.Theme}");
        }
    }

    /// <summary>Saves one picture of the whole page.</summary>
    public static async Task SaveAsync(IPage page, string name, Screen screen)
    {
        var folder = Repository.At("artifacts", "screenshots");
        Directory.CreateDirectory(folder);
        await page.EvaluateAsync("window.scrollTo(0, 0)"); // bars that stick would stand in the middle of the picture
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(folder, $"{name}-{screen.Width}-{screen.Theme}.png"),
            FullPage = true,
            Animations = ScreenshotAnimations.Disabled,
        });
    }

    /// <summary>Fails when axe finds something serious or critical on the page as it is now.</summary>
    public static async Task AccessibleAsync(IPage page, string name)
    {
        var result = await page.RunAxe(OnlyFaults);
        var findings =
            from violation in result.Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes
            select $"{violation.Impact}: {violation.Id} ({violation.Help}) at {node.Target}: {node.Html}";
        var all = string.Join('\n', findings);
        Assert.True(all.Length == 0, $"axe on {name}:\n{all}");
    }

    // A page hears of the new theme with its next frame; the one after shows it.
    private static async Task DrawnAsync(IPage page) =>
        await page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))");

    private static async Task FitsAsync(IPage page, string name, Screen screen)
    {
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(width <= screen.Width, $"{name} is {width} pixels wide in a window of {screen.Width}.");
    }
}
