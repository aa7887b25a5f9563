using Bunit;
using Lobster.Core;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class RunwayCardTests : IDisposable
{
    private readonly UiContext ui = new();

    public void Dispose() => ui.Dispose();

    [Fact]
    public void Unknown_IsADashAndNoNumber()
    {
        var card = ui.Render<RunwayCard>();

        Assert.DoesNotContain(card.Markup.Replace("margin", "", StringComparison.Ordinal), c => c == '$');
        Assert.Equal("–", card.Find(".top b").TextContent);
        Assert.Empty(card.FindAll("i.on, i.part"));
    }

    [Fact]
    public void SevenDaysAndThreeQuarters_FillSevenTicksAndAPart()
    {
        var end = new RunwayEnd(ui.Now + TimeSpan.FromHours((7 * 24) + 18));

        var card = ui.Render<RunwayCard>(p => p.Add(c => c.Credit, Money.FromUnits(41)).Add(c => c.Runway, end));

        Assert.Equal(7, card.FindAll("i.on").Count);
        Assert.Contains("--p:75%", card.Find("i.part").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Contains("Lasts until", card.Find(".say").TextContent, StringComparison.Ordinal);
        Assert.Equal("$41.00", card.Find(".top b").TextContent);
    }

    [Fact]
    public void NothingRunning_FillsAllTicks()
    {
        var card = ui.Render<RunwayCard>(p => p.Add(c => c.Credit, Money.Zero).Add(c => c.Runway, new RunwayEnd((Instant?)null)));

        Assert.Equal(14, card.FindAll("i.on").Count);
        Assert.Equal("Not running out", card.Find(".say").TextContent.Trim());
    }

    [Fact]
    public void UsedUp_FillsNone()
    {
        var card = ui.Render<RunwayCard>(p => p.Add(c => c.Credit, Money.Zero).Add(c => c.Runway, new RunwayEnd(ui.Now)));

        Assert.Empty(card.FindAll("i.on, i.part"));
        Assert.Equal("Used up", card.Find(".say").TextContent.Trim());
    }
}
