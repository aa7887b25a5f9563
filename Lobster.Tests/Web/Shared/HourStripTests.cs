using Bunit;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class HourStripTests : IDisposable
{
    private static readonly HourTick[] Day =
        [.. Enumerable.Range(0, 24).Select(h => new HourTick(h is >= 5 and < 9 ? HourKind.Charged : h < 5 ? HourKind.None : HourKind.Ahead, $"hour {h}"))];

    private readonly UiContext ui = new();
    private int? chosen;

    public void Dispose() => ui.Dispose();

    [Fact]
    public void WithoutChoice_ItIsAPicture()
    {
        var strip = ui.Render<HourStrip>(p => p.Add(s => s.Hours, Day).Add(s => s.Label, "Today"));

        Assert.Equal("img", strip.Find(".hours").GetAttribute("role"));
        Assert.Equal(24, strip.FindAll("i").Count);
    }

    [Fact]
    public void WithChoice_ItHasOneTabStop_AndOnlyChargedHoursCanBeChosen()
    {
        var strip = Draw(null);

        Assert.Equal("hour 5", Assert.Single(strip.FindAll("button[tabindex='0']")).GetAttribute("aria-label"));
        Assert.Equal(4, strip.FindAll("button:not([disabled])").Count);
    }

    [Fact]
    public void Click_Chooses()
    {
        Draw(null).FindAll("button")[7].Click();

        Assert.Equal(7, chosen);
    }

    [Theory]
    [InlineData("ArrowRight", 6, 7)]
    [InlineData("ArrowLeft", 6, 5)]
    [InlineData("Home", 7, 5)]
    [InlineData("End", 5, 8)]
    public void Keys_WalkTheChargedHours(string key, int from, int to)
    {
        Draw(from).Find(".hours").KeyDown(key);

        Assert.Equal(to, chosen);
    }

    [Theory]
    [InlineData("ArrowRight", 8)]
    [InlineData("ArrowLeft", 5)]
    [InlineData("a", 6)]
    public void Keys_StopAtTheEnds(string key, int from)
    {
        Draw(from).Find(".hours").KeyDown(key);

        Assert.Null(chosen);
    }

    [Fact]
    public void Selected_IsPressed()
    {
        var pressed = Draw(6).FindAll("button[aria-pressed='true']");

        Assert.Equal("hour 6", Assert.Single(pressed).GetAttribute("aria-label"));
    }

    private IRenderedComponent<HourStrip> Draw(int? selected) =>
        ui.Render<HourStrip>(p => p.Add(s => s.Hours, Day).Add(s => s.Label, "Today").Add(s => s.Selected, selected).Add(s => s.OnSelect, h => chosen = h));
}
