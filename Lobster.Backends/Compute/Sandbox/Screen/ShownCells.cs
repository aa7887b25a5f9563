namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>
/// What the client has on its screen, once it has read what it was sent. That is all that is kept for it: what it missed meanwhile is
/// the difference. Not safe for use from several threads.
/// </summary>
internal sealed class ShownCells
{
    private readonly Cell[] cells = new Cell[ScreenSize.Rows * ScreenSize.Columns];

    /// <summary>Takes over what stands in an area. What of it must be sent: all of it, or only what differs.</summary>
    public List<CellArea> Take(GuestScreen screen, CellArea area, bool whole)
    {
        var changed = new List<CellArea>();
        for (var row = area.Top; row < area.Bottom; row++)
        {
            var run = TakeRow(screen, row, area);
            if (run.IsEmpty)
                continue;
            if (changed.Count > 0 && changed[^1] is var last && last.Bottom == row && last.Left == run.Left && last.Right == run.Right)
                changed[^1] = last with { Bottom = row + 1 };
            else
                changed.Add(run);
        }

        return whole && !area.IsEmpty ? [area] : changed;
    }

    /// <summary>The colours of a line of pixels in an area.</summary>
    public void Line(CellArea area, int y, Span<Ink> inks)
    {
        var (row, line) = Math.DivRem(y, ScreenSize.CellHeight);
        for (var column = area.Left; column < area.Right; column++)
        {
            var cell = cells[row * ScreenSize.Columns + column];
            var (fore, back) = cell.Inverted ? (Ink.Ground, cell.Ink) : (cell.Ink, Ink.Ground);
            var bits = GlyphSheet.Line(cell.Symbol, line);
            var at = inks.Slice((column - area.Left) * ScreenSize.CellWidth, ScreenSize.CellWidth);
            for (var x = 0; x < ScreenSize.CellWidth; x++)
                at[x] = (bits & 0x80 >> x) != 0 ? fore : back;
        }
    }

    private CellArea TakeRow(GuestScreen screen, int row, CellArea area)
    {
        var (first, last) = (area.Right, area.Left);
        for (var column = area.Left; column < area.Right; column++)
        {
            ref var shown = ref cells[row * ScreenSize.Columns + column];
            var cell = screen.At(row, column);
            if (cell == shown)
                continue;
            shown = cell;
            (first, last) = (Math.Min(first, column), column + 1);
        }

        return new CellArea(first, row, last, row + 1);
    }
}
