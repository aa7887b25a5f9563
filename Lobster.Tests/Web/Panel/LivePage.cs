using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>A page of the panel with a circuit.</summary>
internal abstract class LivePage(BrowserSession session) : PageObject(session)
{
    /// <summary>The shell says when its circuit is up, so that no click is lost before it.</summary>
    public override async Task ReadyAsync() => await Page.Locator("main[data-live] h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>The heading of the page.</summary>
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
}
