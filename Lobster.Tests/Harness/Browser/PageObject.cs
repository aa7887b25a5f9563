using Microsoft.Playwright;

namespace Lobster.Tests.Harness.Browser;

/// <summary>
/// A page of the panel as its user knows it: fields by their labels, buttons by their words. Each page has a class derived
/// from this; tests speak only to those.
/// </summary>
/// <param name="session">The visitor.</param>
internal abstract class PageObject(BrowserSession session)
{
    /// <summary>The visitor.</summary>
    protected BrowserSession Session { get; } = session;

    /// <summary>The browser's page.</summary>
    protected IPage Page => Session.Page;

    /// <summary>The path this page is found at, without a slash at the beginning.</summary>
    public abstract string Path { get; }

    /// <summary>Opens the page and waits until it can be used.</summary>
    public async Task OpenAsync()
    {
        var answer = await Page.GotoAsync(Path);
        if (answer is { Ok: false }) Assert.Fail($"/{Path} answered {answer.Status}.");
        await ReadyAsync();
    }

    /// <summary>Waits until the page can be used; an interactive page overrides this with what tells that its circuit is up.</summary>
    public virtual Task ReadyAsync() => Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

    /// <summary>The field with this label.</summary>
    protected ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    /// <summary>The button with these words.</summary>
    protected ILocator Button(string words) => Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    /// <summary>The link with these words.</summary>
    protected ILocator Link(string words) => Page.GetByRole(AriaRole.Link, new() { Name = words, Exact = true });
}
