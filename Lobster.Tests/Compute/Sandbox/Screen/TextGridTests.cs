using Lobster.Backends.Compute.Sandbox;
using Lobster.Backends.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox.Screen;

public sealed class TextGridTests
{
    private readonly TextGrid grid = new();
    private readonly GridPen pen;

    public TextGridTests() => pen = new GridPen(grid);

    [Fact]
    public void Write_LinesAndColours_StandWhereTheyBelong()
    {
        pen.Write($"ab\r\n{SandboxAnsi.Green("c")}d");

        Assert.Equal("ab\ncd", ScreenParts.Text(grid));
        Assert.Equal((Ink.Text, Ink.Green, Ink.Text), (grid[0, 0].Ink, grid[1, 0].Ink, grid[1, 1].Ink));
        Assert.Equal((1, 2), (grid.Row, grid.Column));
    }

    [Fact]
    public void Write_SequenceInPieces_IsFollowed()
    {
        foreach (var c in "\e[1;34mx\e[5Ay")
            pen.Write(c.ToString());

        Assert.Equal("xy", ScreenParts.Text(grid));
        Assert.Equal(Ink.Blue, grid[0, 0].Ink);
    }

    [Fact]
    public void Write_MoreThanALine_GoesOnBelowAndCanBeErased()
    {
        pen.Write(new string('x', ScreenSize.TextColumns + 1));
        var wrapped = ScreenParts.Text(grid);
        pen.Write("\b \b\b \b");

        Assert.Equal(new string('x', ScreenSize.TextColumns) + "\nx", wrapped);
        Assert.Equal(new string('x', ScreenSize.TextColumns - 1), ScreenParts.Text(grid));
    }

    [Fact]
    public void Write_MoreThanAPage_MovesUp()
    {
        pen.Write(string.Concat(Enumerable.Range(0, ScreenSize.TextRows + 3).Select(i => $"\r\n{i}")));

        Assert.StartsWith("3\n4\n", ScreenParts.Text(grid), StringComparison.Ordinal);
        Assert.EndsWith($"\n{ScreenSize.TextRows + 2}", ScreenParts.Text(grid), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Clear_LeavesNothing()
    {
        pen.Write("a\r\nb" + SandboxAnsi.Clear);

        Assert.Equal("", ScreenParts.Text(grid));
        Assert.Equal((0, 0), (grid.Row, grid.Column));
    }

    [Fact]
    public void Selection_OverLines_IsTheirText()
    {
        var selection = new TextSelection();
        pen.Write("first line\r\nsecond line");

        selection.Begin(1, 5);
        selection.Extend(0, 6);

        Assert.Equal("line\nsecond", selection.Text(grid));
    }

    [Fact]
    public void Selection_OfAClick_IsEmpty()
    {
        var selection = new TextSelection();

        selection.Begin(3, 3);
        selection.Extend(3, 3);

        Assert.True(selection.IsEmpty);
        Assert.False(selection.Contains(3, 3));
    }
}
