using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Admin;

/// <summary>Any page of the staff.</summary>
internal sealed class AdminScreen(BrowserSession session, string path) : LivePage(session)
{
    public override string Path => path;

    /// <summary>The row of a table that has these words.</summary>
    public ILocator Row(string words) => Page.Locator("table.tbl tbody tr").Filter(new() { HasText = words });

    /// <summary>A part of the page by its name.</summary>
    public ILocator Part(string name) => Page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true }).First;

    /// <summary>Presses a button of the page.</summary>
    public Task PressAsync(string words) => Button(words).First.ClickAsync();

    /// <summary>Follows a link of the page.</summary>
    public Task FollowAsync(string words) => Link(words).First.ClickAsync();

    /// <summary>Fills the dialog of an adjustment and sends it.</summary>
    public async Task AdjustAsync(string amount, string reason)
    {
        await Field("Amount").FillAsync(amount);
        await Field("Reason").FillAsync(reason);
        await Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Adjust credit", Exact = true }).ClickAsync();
    }

    /// <summary>Fills a field.</summary>
    public Task FillAsync(string label, string text) => Field(label).FillAsync(text);

    /// <summary>Searches the list.</summary>
    public async Task SearchAsync(string words)
    {
        await Page.Locator("[data-lb-search]").FillAsync(words);
        await Page.Locator("[data-lb-search]").PressAsync("Enter");
    }
}
