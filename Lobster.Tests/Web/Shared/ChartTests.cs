using System.Globalization;
using Bunit;
using CsCheck;
using Lobster.Core;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class ChartTests : IDisposable
{
    private readonly UiContext ui = new();

    public void Dispose() => ui.Dispose();

    [Theory]
    [InlineData(76, 20)]
    [InlineData(80, 20)]
    [InlineData(81, 50)]
    [InlineData(3, 1)]
    [InlineData(1500, 500)]
    public void Scale_TakesRoundSteps(long largest, long step) =>
        Assert.Equal(Money.FromUnits(step), ChartScale.Around(default, default, Money.FromUnits(largest)).Step);

    [Fact]
    public void Scale_HoldsWhateverIsDrawn() =>
        Gen.Select(Gen.Long[0, Money.MaxNanos], Gen.Long[0, Money.MaxNanos]).Sample((a, b) =>
        {
            var scale = ChartScale.Around(default, default, new Money(Math.Max(a, b)));
            var (low, high) = (scale.Y(new Money(Math.Min(a, b))), scale.Y(new Money(Math.Max(a, b))));
            return high <= low && high >= 0 && low <= 200;
        });

    [Fact]
    public void Scale_DebtLiesOnTheBaseline() => Assert.Equal(200, ChartScale.Around(default, default, Money.FromUnits(5)).Y(-Money.FromUnits(3)));

    [Fact]
    public void CreditChart_SaysInOneSentenceWhatItShows()
    {
        var chart = ui.Render<CreditChart>(p => p
            .Add(c => c.Past, [new(ui.Now - TimeSpan.FromDays(10), Money.FromUnits(80)), new(ui.Now, Money.FromUnits(40))])
            .Add(c => c.Runway, new RunwayEnd(ui.Now + TimeSpan.FromDays(10))));

        Assert.Equal("Credit from Mon 2 Nov, 09:41 to now, $40.00, used up on Sun 22 Nov, 09:41", chart.Find("figure").GetAttribute("aria-label"));
        Assert.Single(chart.FindAll("rect"));
        Assert.Contains(chart.FindAll(".note"), n => n.TextContent == "Under 168 h");
    }

    [Fact]
    public void CreditChart_NotRunningOut_HasNoFuture()
    {
        var chart = ui.Render<CreditChart>(p => p
            .Add(c => c.Past, [new(ui.Now - TimeSpan.FromDays(10), Money.FromUnits(80)), new(ui.Now, Money.FromUnits(40))])
            .Add(c => c.Runway, new RunwayEnd((Instant?)null)));

        Assert.Empty(chart.FindAll("rect, path[stroke-dasharray='3 5']"));
    }

    [Fact]
    public void Charts_WithoutNumbers_DrawNothing()
    {
        Assert.Empty(ui.Render<CreditChart>(p => p.Add(c => c.Past, []).Add(c => c.Runway, new RunwayEnd((Instant?)null))).Markup.Trim());
        Assert.Empty(ui.Render<DayBars>(p => p.Add(d => d.Items, []).Add(d => d.Label, "x")).Markup.Trim());
    }

    [Fact]
    public void DayBars_Today_HasItsRestDashed()
    {
        var today = ui.Now.Day;

        var bars = ui.Render<DayBars>(p => p.Add(d => d.Label, "Charged a day").Add(d => d.Items, [new(today.AddDays(-1), Money.FromUnits(6)), new(today, Money.FromUnits(2), Money.FromUnits(4))]));

        Assert.Equal(3, bars.FindAll("rect").Count);
        Assert.Single(bars.FindAll("rect[stroke-dasharray]"));
        Assert.Contains(bars.FindAll(".x"), x => x.TextContent == "today");
    }

    [Fact]
    public void Numbers_AreWrittenForSvgInEveryCulture()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de");

        Assert.Equal("12.5", ChartScale.Text(12.48m));
    }
}
