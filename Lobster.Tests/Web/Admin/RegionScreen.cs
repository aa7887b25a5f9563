using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Admin;

/// <summary>The page of a region, new or not.</summary>
internal sealed class RegionScreen(BrowserSession session) : LivePage(session)
{
    public override string Path => "admin/regions/new";

    public ILocator Fault(string field) => Page.Locator($"#{field}-e[role=alert]");

    public Task TypeAsync(string field, string text) => Page.Locator("#" + field).FillAsync(text);

    public Task ChooseAsync(string backend) => Page.GetByRole(AriaRole.Radio, new() { Name = backend }).CheckAsync();

    /// <summary>Fills the form in from an old configuration.</summary>
    public async Task TakeOverAsync(string json, string region)
    {
        await Page.Locator("details.lb-fold summary").ClickAsync();
        await Page.Locator("#old").FillAsync(json);
        await Button("Read it").ClickAsync();
        await Button($"Fill in {region}").ClickAsync();
        await Page.Locator("#o-address").WaitForAsync();
    }

    public Task SaveAsync() => Page.Locator("button[form=region][type=submit]").ClickAsync();

    public async Task TestAsync()
    {
        await Page.Locator("section.card.sticky header button").ClickAsync();
        await Page.Locator("section.card.sticky ol.steps").WaitForAsync();
    }

    public async Task TestRefusedAsync(string why)
    {
        await Button("Test connection").ClickAsync();
        await Page.Locator("section.card.sticky").GetByText(why).WaitForAsync();
    }

    public Task AddedAsync() => Page.WaitForURLAsync(url => long.TryParse(url.Split('/')[^1], out _));

    public async Task SyncImagesAsync(int added = 8)
    {
        await Button("Sync images").ClickAsync();
        await Page.GetByText($"{added} images added.").WaitForAsync();
    }

    public async Task OpenForMachinesAsync()
    {
        await Page.GetByRole(AriaRole.Switch, new() { Name = "Open for new machines", Exact = true }).CheckAsync();
    }

    public async Task ListSizesAsync()
    {
        await Button("Sync plans").ClickAsync();
        await Button("Sell Sandbox 4").ClickAsync();
        await Page.Locator("#plan-sale").WaitForAsync();
    }
}
