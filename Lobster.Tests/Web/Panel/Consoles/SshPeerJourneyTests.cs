using Lobster.Tests.Consoles.Peers;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>OpenSSH's terminal in a browser.</summary>
[Trait("Category", "Browser")]
public sealed class SshPeerJourneyTests
{
    [Fact]
    public async Task Shell_UsedFromTheBrowser_AnswersFollowsTheWindowAndCopiesBothWays()
    {
        await using var ssh = await OpenSsh.StartAsync();
        await using var visit = await PeerVisit.BeginAsync(ssh.Access);
        var console = await visit.OpenAsync("Terminal");
        await console.FootAsync("SSH, host key SHA256:");
        await console.FootAsync("seen for the first time");

        await console.TypeAsync("PS1='> '; printf 'a%sz\\n' 'ü→漢'\r");
        await console.LineAsync("aü→漢z");
        var first = await SaysItsSizeAsync(console, "first");
        await Look.AtEveryScreenAsync(visit.Session, "console-ssh");
        await visit.Session.LookAtAsync(Screen.Desk);
        await visit.Session.Page.SetViewportSizeAsync(Screen.Desk.Width - 300, Screen.Desk.Height - 100);
        Assert.NotEqual(first, await SaysItsSizeAsync(console, "then", not: first));

        await PasteAsync(console, visit.Session);
        await CopyAsync(console, visit.Session);
        Assert.Empty(visit.Session.Complaints);
        await console.TypeAsync("exit\r");

        await console.End("1000").WaitForAsync();
    }

    // The shell's own idea of its window is what the page shows of it, once both have heard of a change; the page tells it each second.
    private static async Task<string> SaysItsSizeAsync(ConsoleScreen console, string word, string? not = null)
    {
        var shown = "";
        await Wait.UntilAsync($"the shell's {word} size is the page's", async () =>
        {
            shown = await console.SizeAsync();
            if (shown.Split(" × ") is not [var columns, var rows] || shown == not) return false;
            if (await console.HasLineAsync($"{word} {rows} {columns}")) return true;
            await console.TypeAsync($"echo {word} $(stty size)\r");
            return false;
        });
        return shown;
    }

    private static async Task PasteAsync(ConsoleScreen console, BrowserSession session)
    {
        await session.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await session.Page.EvaluateAsync("navigator.clipboard.writeText('echo pasted-$((6*7))')");
        await session.Page.Locator(".stage .xterm").ClickAsync();
        await session.Page.Keyboard.PressAsync("Control+Shift+V");
        await session.Page.Keyboard.PressAsync("Enter");
        await console.LineAsync("pasted-42");
    }

    private static async Task CopyAsync(ConsoleScreen console, BrowserSession session)
    {
        await session.Page.Locator(".xterm-rows > div").GetByText("pasted-42", new() { Exact = true }).Last.ScrollIntoViewIfNeededAsync();
        var box = await session.Page.Locator(".xterm-rows > div").GetByText("pasted-42", new() { Exact = true }).Last.BoundingBoxAsync() ?? throw new InvalidOperationException("There is no such line.");
        await session.Page.Mouse.DblClickAsync(box.X + 12, box.Y + (box.Height / 2));
        await session.Page.Keyboard.PressAsync("Control+Shift+C");
        await Wait.UntilAsync("the marked word is in the browser's clipboard", async () => await session.Page.EvaluateAsync<string>("navigator.clipboard.readText()") is "pasted-42");
        await console.FootAsync("Copied");
    }
}
