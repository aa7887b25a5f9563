using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Lobster.Tests.Harness.Browser;

/// <summary>The run's one browser, started by the first test that asks. Safe for use from many tests at once.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static IPlaywright? playwright;
    private static IBrowser? browser;

    // Nothing may leave the machine, and root (in a container) cannot use the sandbox.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>The running browser.</summary>
    internal static async Task<IBrowser> BrowserAsync()
    {
        await Gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return browser ??= await StartAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Ends the browser, if any test needed it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static async Task<IBrowser> StartAsync()
    {
        var program = Find() ?? throw TestRun.Missing("Chromium is not installed: apt-get install chromium, or run ./test --quick.");
        playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Flags, Timeout = 60_000 });
    }

    private static string? Find()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        IEnumerable<string> folders = ["/usr/bin", .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)];
        return new[] { Environment.GetEnvironmentVariable("LOBSTER_CHROMIUM") }
            .Concat(from name in names from folder in folders select Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }
}
