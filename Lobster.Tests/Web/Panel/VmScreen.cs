using System.Globalization;
using Lobster.Tests.Harness;
using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>The page of one machine.</summary>
internal sealed class VmScreen(BrowserSession session, long id) : LivePage(session)
{
    public override string Path => $"panel/vms/{id.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The card of what goes on.</summary>
    public ILocator Operation => Page.Locator("section.card:has(ol.steps)");

    /// <summary>What all days cost, exactly.</summary>
    public async Task<decimal> TotalAsync() => Amount(await Page.Locator("table.tbl tfoot td:last-child").GetAttributeAsync("title"));

    /// <summary>Opens one of its parts by the tab.</summary>
    public async Task TabAsync(string name)
    {
        await Page.Locator("nav.tabs a").Filter(new() { HasText = name }).ClickAsync();
        await Page.Locator("nav.tabs a[aria-current=page]").Filter(new() { HasText = name }).WaitForAsync();
    }

    /// <summary>Waits until the chip in the head says this.</summary>
    public Task StateAsync(string state) => Page.Locator(".vmhead .st em").Filter(new() { HasText = state }).WaitForAsync(new() { Timeout = 60_000 });

    /// <summary>Waits until nothing goes on.</summary>
    public Task IdleAsync() => Operation.WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 60_000 });

    public async Task StopAsync()
    {
        await Page.Locator(".vmhead").GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
        await AgreeAsync();
    }

    public Task StartAsync() => Page.Locator(".vmhead").GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();

    public async Task RenameAsync(string name)
    {
        await Page.Locator("#vm-name").FillAsync(name);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true }).ClickAsync();
    }

    /// <summary>Shows what an action of the provider has to tell.</summary>
    public async Task ShowAsync(string action)
    {
        await Page.Locator("li").Filter(new() { HasText = action }).GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Page.Locator("pre").WaitForAsync();
    }

    public async Task ResizeAsync(string plan)
    {
        await Page.GetByRole(AriaRole.Radio, new() { Name = plan, Exact = true }).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Resize to {plan}", Exact = true }).ClickAsync();
    }

    public async Task SnapshotAsync(string name)
    {
        await Page.Locator("#snap").FillAsync(name);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Make snapshot", Exact = true }).ClickAsync();
    }

    /// <summary>Deletes it by typing its name.</summary>
    public async Task DeleteAsync(string name)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = $"Delete {name}", Exact = true }).ClickAsync();
        await Page.Locator("#lb-confirm").FillAsync(name);
        await AgreeAsync();
    }

    /// <summary>The lines of the charges part, oldest first.</summary>
    public async Task<IReadOnlyList<BillRow>> BillAsync()
    {
        var rows = new List<BillRow>();
        foreach (var row in await Page.Locator("tr[data-from]").AllAsync())
        {
            var cells = row.Locator("td");
            rows.Add(new BillRow(
                await row.GetAttributeAsync("data-from") ?? "", await row.GetAttributeAsync("data-until") ?? "", await cells.Nth(2).InnerTextAsync(),
                int.Parse(await cells.Nth(3).InnerTextAsync(), CultureInfo.InvariantCulture), Amount(await cells.Nth(4).InnerTextAsync()),
                Amount(await cells.Nth(5).GetAttributeAsync("title"))));
        }

        return [.. rows.OrderBy(r => r.From, StringComparer.Ordinal)];
    }

    private Task AgreeAsync() => Page.Locator(".mud-dialog-actions button").Last.ClickAsync();

    private static decimal Amount(string? text) => decimal.Parse((text ?? "").TrimStart('$'), CultureInfo.InvariantCulture);
}
