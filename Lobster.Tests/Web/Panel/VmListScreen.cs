using Lobster.Tests.Harness.Browser;
using Microsoft.Playwright;

namespace Lobster.Tests.Web.Panel;

/// <summary>The list of machines.</summary>
internal sealed class VmListScreen(BrowserSession session) : LivePage(session)
{
    public override string Path => "panel/vms";

    /// <summary>The row of a machine.</summary>
    public ILocator Row(string name) => Page.Locator("table.tbl tbody tr").Filter(new() { Has = Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
}
