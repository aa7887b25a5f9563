using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;

namespace Lobster.Tests.Web.Admin;

/// <summary>One of the lists of what is sold.</summary>
internal sealed class ListScreen(BrowserSession session, string path) : LivePage(session)
{
    public override string Path => path;

    /// <summary>Waits until a row, on a desk or as a card on a phone, says this.</summary>
    public Task ShowsAsync(string text) => Page.GetByText(text, new() { Exact = true }).First.WaitForAsync();
}
