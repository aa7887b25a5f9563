using Lobster.Backends.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox.Screen;

public sealed class GuestScreenTests
{
    private static readonly CellArea Everything = new(0, 0, ScreenSize.Columns, ScreenSize.Rows);
    private readonly GuestScreen screen = ScreenParts.Guest();
    private readonly ShownCells shown = new();

    [Fact]
    public void Boot_OkWords_AreGreen()
    {
        screen.Tick(TimeSpan.FromSeconds(1));

        Assert.Equal(new Cell('O', Ink.Green, false), screen.At(ScreenSize.EdgeRows + 3, ScreenSize.SideColumns + 3));
    }

    [Fact]
    public void Rest_AfterEachLine_IsUntilTheNextAndThenUntilTheCursorBlinks()
    {
        screen.Tick(TimeSpan.Zero);
        var first = screen.Rest;
        screen.Tick(TimeSpan.FromSeconds(2));
        screen.Tick(TimeSpan.FromSeconds(2.2));

        Assert.Equal(TimeSpan.FromTicks(TimeSpan.TicksPerSecond * 2 / 9), first);
        Assert.Equal(TimeSpan.FromMilliseconds(300), screen.Rest);
    }

    [Fact]
    public void Cursor_AtTheLogin_BlinksAlone()
    {
        screen.Tick(TimeSpan.FromSeconds(2));
        shown.Take(screen, Everything, whole: false);

        screen.Tick(TimeSpan.FromSeconds(2.5));
        var off = shown.Take(screen, Everything, whole: false);
        screen.Tick(TimeSpan.FromSeconds(3));
        var on = shown.Take(screen, Everything, whole: false);

        Assert.Equal(new CellArea(14, 13, 15, 14), Assert.Single(off));
        Assert.Equal(off, on);
    }

    [Fact]
    public void Keys_WhileBooting_DoNothing()
    {
        screen.Tick(TimeSpan.FromSeconds(1));
        shown.Take(screen, Everything, whole: false);

        screen.Key('x', true);

        Assert.Empty(shown.Take(screen, Everything, whole: false));
    }

    [Fact]
    public void Take_TheSameTwice_FindsNoDifferenceUnlessAllIsWanted()
    {
        screen.Tick(TimeSpan.FromSeconds(2));
        shown.Take(screen, Everything, whole: false);

        Assert.Empty(shown.Take(screen, Everything, whole: false));
        Assert.Equal([Everything], shown.Take(screen, Everything, whole: true));
        Assert.Empty(shown.Take(screen, default, whole: true));
    }
}
