using Xunit.Sdk;

namespace Lobster.Tests.Harness.Browser;

[Trait("Category", "Browser")]
public sealed class LookTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task Accessible_PictureWithoutWords_Fails()
    {
        await using var session = await BrowserSession.OpenAsync(Nowhere);
        await session.Page.SetContentAsync("""<html lang="en"><title>Page</title><main><h1>Page</h1><img src="data:,"></main></html>""");

        var failure = await Assert.ThrowsAsync<TrueException>(() => Look.AccessibleAsync(session.Page, "page"));

        Assert.Contains("image-alt", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accessible_PlainPage_Passes()
    {
        await using var session = await BrowserSession.OpenAsync(Nowhere);
        await session.Page.SetContentAsync("""<html lang="en"><title>Page</title><main><h1>Page</h1></main></html>""");

        await Look.AccessibleAsync(session.Page, "page");
    }

    [Fact]
    public async Task Session_ScriptThatThrows_IsAComplaint()
    {
        await using var session = await BrowserSession.OpenAsync(Nowhere);

        await session.Page.SetContentAsync("<script>undefinedFunction()</script>");
        await Wait.UntilAsync("the complaint", () => session.Complaints.Count > 0);

        Assert.Contains("undefinedFunction", string.Join('\n', session.Complaints), StringComparison.Ordinal);
    }
}
