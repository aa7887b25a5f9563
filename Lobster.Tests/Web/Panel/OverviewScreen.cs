using Lobster.Tests.Harness.Browser;

namespace Lobster.Tests.Web.Panel;

/// <summary>The customer's overview.</summary>
internal sealed class OverviewScreen(BrowserSession session) : LivePage(session)
{
    public override string Path => "panel";

    /// <summary>Waits until its figures are there.</summary>
    public Task ShownAsync() => Page.Locator(".kpis").WaitForAsync();
}
