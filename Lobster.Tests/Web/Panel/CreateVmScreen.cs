using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>The form of a new machine.</summary>
internal sealed class CreateVmScreen(BrowserSession session) : LivePage(session)
{
    public override string Path => "panel/vms/create";

    /// <summary>The refusal beside the name.</summary>
    public ILocator NameFault => Page.Locator("#name-e[role=alert]");

    public Task NameAsync(string name) => Page.Locator("#name").FillAsync(name);

    public Task PlanAsync(string plan) => Page.GetByRole(AriaRole.Radio, new() { Name = plan, Exact = true }).CheckAsync();

    public async Task RegionAsync(string region) => await Page.Locator("label.choice").Filter(new() { HasText = region }).ClickAsync();

    /// <summary>Clicks create, twice in a row as an impatient visitor does.</summary>
    public Task CreateTwiceAsync() => Page.Locator("aside button[type=submit]").DblClickAsync();

    public Task CreateAsync() => Page.Locator("aside button[type=submit]").ClickAsync();
}
