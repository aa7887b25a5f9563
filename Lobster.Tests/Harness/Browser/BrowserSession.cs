using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Lobster.Tests.Harness.Browser;

/// <summary>One visitor: a browser context without memory of others, with one page. Complains about script errors when asked.</summary>
internal sealed class BrowserSession : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly IBrowserContext context;

    private BrowserSession(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Enqueue($"{message.Text} ({message.Location})");
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Script errors and failed loads since the start.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>Opens a visitor at a panel.</summary>
    /// <param name="address">The panel's.</param>
    /// <param name="screen">What the visitor looks at; by default a desk's.</param>
    /// <param name="hasTouch">Whether it is touched instead of pointed at.</param>
    public static async Task<BrowserSession> OpenAsync(Uri address, Screen? screen = null, bool hasTouch = false)
    {
        var at = screen ?? Screen.Desk;
        var browser = await Chromium.BrowserAsync();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ColorScheme = at.ColorScheme,
            ViewportSize = new() { Width = at.Width, Height = at.Height },
            Locale = "en-US",
            TimezoneId = "UTC",
            ReducedMotion = ReducedMotion.Reduce,
            HasTouch = hasTouch,
            IsMobile = hasTouch,
        });
        context.SetDefaultTimeout(30_000);
        return new BrowserSession(context, await context.NewPageAsync());
    }

    /// <summary>Changes window size and theme of the open page.</summary>
    public async Task LookAtAsync(Screen screen)
    {
        await Page.SetViewportSizeAsync(screen.Width, screen.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = screen.ColorScheme });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
