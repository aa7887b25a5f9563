using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>The addresses on the page of a machine.</summary>
internal sealed class NetworkTab(BrowserSession session)
{
    /// <summary>The refusal beside the host name.</summary>
    public ILocator NameFault => session.Page.Locator("#rdns-e[role=alert]");

    /// <summary>The rows, one an address.</summary>
    public ILocator Rows => session.Page.Locator("section[aria-label=Network] table tbody tr");

    /// <summary>Writes a reverse DNS name, empty to reset it, into the row whose field is or will be open.</summary>
    public async Task NameAsync(string name)
    {
        var field = Rows.First.Locator("input");
        if (await field.CountAsync() == 0) await Rows.First.GetByRole(AriaRole.Button, new() { NameRegex = new("^Edit reverse DNS") }).ClickAsync();
        await field.FillAsync(name);
        await Rows.First.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
    }

    /// <summary>Waits until the first address has this name.</summary>
    public Task NamedAsync(string name) => Rows.First.Locator("td").Nth(1).GetByText(name, new() { Exact = true }).WaitForAsync();

    /// <summary>Adds an address and waits for its row.</summary>
    public async Task AddAsync(string kind)
    {
        var rows = await Rows.CountAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = $"Add {kind}", Exact = true }).ClickAsync();
        await Assertions.Expect(Rows).ToHaveCountAsync(rows + 1, new() { Timeout = 60_000 });
    }

    /// <summary>Gives the last address back and waits until its row is gone.</summary>
    public async Task RemoveLastAsync()
    {
        var rows = await Rows.CountAsync();
        await Rows.Last.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove ") }).ClickAsync();
        await session.Page.Locator(".mud-dialog-actions button").Last.ClickAsync();
        await Assertions.Expect(Rows).ToHaveCountAsync(rows - 1, new() { Timeout = 60_000 });
    }
}
