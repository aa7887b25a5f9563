using Lobster.Tests.Harness.Browser;
using Lobster.Tests.Web.Panel;

namespace Lobster.Tests.Web;

/// <summary>Any page of the panel, by its path.</summary>
internal sealed class PanelPage(BrowserSession session, string path) : LivePage(session)
{
    public override string Path => path;

    /// <summary>Opens a page and waits for its circuit, so that no click is lost before it.</summary>
    public static Task OpenAsync(BrowserSession session, string path) => new PanelPage(session, path).OpenAsync();
}
