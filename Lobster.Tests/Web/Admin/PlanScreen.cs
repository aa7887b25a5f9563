using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Admin;

/// <summary>The page of a plan, new or not.</summary>
internal sealed class PlanScreen(BrowserSession session) : LivePage(session)
{
    public override string Path => "admin/plans/new";

    public ILocator Fault(string field) => Page.Locator($"#{field}-e[role=alert]");

    public Task TypeAsync(string field, string text) => Page.Locator("#" + field).FillAsync(text);

    public Task SaveAsync() => Page.Locator("button[form=plan][type=submit]").ClickAsync();

    public async Task AddedAsync(string name)
    {
        await Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));
        await Heading.Filter(new() { HasText = name }).WaitForAsync();
    }

    public async Task AddPriceAsync(string amount)
    {
        await TypeAsync("sale", amount);
        await Button("Show the effect").ClickAsync();
        await Page.GetByText("No machine uses this plan there.").WaitForAsync();
        await Button("Add this price").ClickAsync();
        await Page.GetByText("Price 2", new() { Exact = true }).WaitForAsync();
    }
}
