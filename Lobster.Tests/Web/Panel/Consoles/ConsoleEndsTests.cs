using Bunit;
using Lobster.Web.Components.Panel.Consoles;

namespace Lobster.Tests.Web.Panel.Consoles;

/// <summary>What the page has to say about each way a console ends; the script shows the one that fits.</summary>
public sealed class ConsoleEndsTests : IAsyncLifetime
{
    private readonly UiContext ui = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ui.DisposeAsync();

    [Theory]
    [InlineData("1000", "The machine ended the connection.", "again")]
    [InlineData("1009", "That was too much at once.", "again")]
    [InlineData("4001", "The console does not answer.", "again")]
    [InlineData("4002", "The machine shows another host key.", "forget")]
    [InlineData("4003", "This console is not open to you any more.", null)]
    [InlineData("4004", "The console refused the log-in.", "again")]
    [InlineData("4008", "Closed because nothing was typed for long.", "again")]
    [InlineData("4009", "Closed because it was open for as long as one may be.", "again")]
    [InlineData("4010", "Too many consoles are open.", "again")]
    [InlineData("4011", "The panel has no room for another console now.", "again")]
    [InlineData("lost", "The connection was lost.", "again")]
    [InlineData("gone", "There was no connection for five minutes.", "again")]
    [InlineData("unreachable", "The panel's relay was not reached.", "again")]
    [InlineData("broken", "The console was not understood.", "again")]
    [InlineData("files", "The console's files could not be loaded.", "again")]
    [InlineData("refused", "The console was not opened.", "again")]
    [InlineData("other", "The connection was closed.", "again")]
    public void End_OfEachKind_IsHiddenUntilItCountsAndOffersWhatMakesSense(string code, string title, string? act)
    {
        var ends = ui.Render<ConsoleEnds>(p => p.Add(e => e.Back, "/panel/vms/1"));

        var end = ends.Find($"[data-end='{code}']");

        Assert.True(end.HasAttribute("hidden"));
        Assert.Equal(title, end.QuerySelector("h2")!.TextContent);
        Assert.Equal(act, end.QuerySelector("[data-act]")?.GetAttribute("data-act"));
        Assert.Equal(act is null ? "/panel/vms/1" : null, act is null ? end.QuerySelector("a")!.GetAttribute("href") : null);
        Assert.Single(end.QuerySelectorAll("[data-detail]"));
    }

    [Fact]
    public void Ends_AreAllTestedAbove()
    {
        var tested = typeof(ConsoleEndsTests).GetMethod(nameof(End_OfEachKind_IsHiddenUntilItCountsAndOffersWhatMakesSense))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>().Select(d => (string)d.Data[0]!);

        var drawn = ui.Render<ConsoleEnds>(p => p.Add(e => e.Back, "/")).FindAll("[data-end]").Select(e => e.GetAttribute("data-end")!);

        Assert.Equal(tested, drawn);
    }
}
