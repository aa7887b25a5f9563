using Bunit;
using Lobster.Web.Components.Shared;

namespace Lobster.Tests.Web.Shared;

public sealed class LiveTests : IDisposable
{
    private readonly UiContext ui = new();

    public void Dispose() => ui.Dispose();

    [Fact]
    public void FirstValue_DoesNotFlash() => Assert.Empty(Draw("1").FindAll(".changed"));

    [Fact]
    public void Change_Flashes_AndTheSameValueDoesNot()
    {
        var live = Draw("1");

        live.Render(p => p.Add(l => l.Value, "1"));
        Assert.Empty(live.FindAll(".changed"));
        live.Render(p => p.Add(l => l.Value, "2"));
        Assert.Equal("2", live.Find(".changed").TextContent);
    }

    [Fact]
    public void Flash_ComesAtMostOnceASecond()
    {
        var live = Draw("1");
        live.Render(p => p.Add(l => l.Value, "2"));

        live.Render(p => p.Add(l => l.Value, "3"));
        Assert.Equal("3", live.Find("span").TextContent);
        Assert.Equal(1, live.Instance.Flashes);
        ui.Time.Advance(TimeSpan.FromSeconds(1));
        live.Render(p => p.Add(l => l.Value, "4"));

        Assert.Equal(2, live.Instance.Flashes);
    }

    private IRenderedComponent<Live<string>> Draw(string value) => ui.Render<Live<string>>(p => p.Add(l => l.Value, value));
}
