using System.Threading.Channels;
using Bunit;
using Lobster.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Lobster.Tests.Web.Shared;

public sealed class PageBaseTests : IAsyncLifetime
{
    private readonly UiContext ui = new();
    private readonly Channel<int> changes = Channel.CreateUnbounded<int>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ui.DisposeAsync();

    [Fact]
    public async Task Follow_AppliesChangesAndRedraws()
    {
        var page = Draw(interactive: true);

        await changes.Writer.WriteAsync(7);

        page.WaitForAssertion(() => Assert.Equal("7", page.Markup));
    }

    [Fact]
    public async Task Follow_ManyChanges_AreDrawnOnceAGap()
    {
        var page = Draw(interactive: true);
        for (var i = 1; i <= 50; i++) await changes.Writer.WriteAsync(i);
        await page.Instance.Fifty.WaitAsync(TimeSpan.FromSeconds(5));

        var before = page.RenderCount;
        await page.InvokeAsync(() => ui.Time.Advance(TimeSpan.FromMilliseconds(99)));
        Assert.Equal(before, page.RenderCount);
        ui.Time.Advance(TimeSpan.FromMilliseconds(1));
        page.WaitForAssertion(() => Assert.Equal("50", page.Markup));

        Assert.True(before <= 3, $"{before} redraws before the gap");
        Assert.Equal(before + 1, page.RenderCount);
    }

    [Fact]
    public async Task Follow_WhileOnlyPrerendered_Nothing()
    {
        var page = Draw(interactive: false);

        await changes.Writer.WriteAsync(7);

        Assert.Equal(1, changes.Reader.Count);
        Assert.Equal("0", page.Markup);
    }

    [Fact]
    public async Task Dispose_CancelsAndWaits()
    {
        var page = Draw(interactive: true);

        await page.Instance.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        Assert.True(page.Instance.Ended);
    }

    [Fact]
    public void Failure_ReachesTheBoundary()
    {
        ui.Renderer.SetRendererInfo(new RendererInfo("Server", true));
        var boundary = ui.Render<PageBoundary>(p => p.AddChildContent<Counter>(c => c.Add(x => x.Changes, changes.Reader)));

        changes.Writer.Complete(new InvalidOperationException("The feed broke."));

        boundary.WaitForAssertion(() => Assert.Contains("Reference ", boundary.Find("[role=alert] p").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("The feed broke", boundary.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<Counter> Draw(bool interactive)
    {
        ui.Renderer.SetRendererInfo(new RendererInfo(interactive ? "Server" : "Static", interactive));
        return ui.Render<Counter>(p => p.Add(c => c.Changes, changes.Reader));
    }

    private sealed class Counter : PageBase
    {
        private readonly TaskCompletionSource fifty = new(TaskCreationOptions.RunContinuationsAsynchronously);

        [Parameter, EditorRequired]
        public required ChannelReader<int> Changes { get; set; }

        public int Value { get; private set; }

        public Task Fifty => fifty.Task;

        public bool Ended { get; private set; }

        protected override void OnInitialized() => Follow(ReadAsync(), value =>
        {
            Value = value;
            if (value == 50) fifty.TrySetResult();
        });

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Value);

        private async IAsyncEnumerable<int> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                await foreach (var value in Changes.ReadAllAsync(token)) yield return value;
            }
            finally
            {
                Ended = true;
            }
        }
    }
}
