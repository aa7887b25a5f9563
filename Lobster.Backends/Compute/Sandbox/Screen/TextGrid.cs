namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>A page of text with a cursor, which scrolls. Not safe for use from several threads.</summary>
internal sealed class TextGrid
{
    private readonly Cell[] cells = new Cell[ScreenSize.TextRows * ScreenSize.TextColumns];

    public TextGrid() => Clear();

    public int Row { get; private set; }

    public int Column { get; private set; }

    public Cell this[int row, int column] => cells[row * ScreenSize.TextColumns + column];

    /// <summary>Writes at the cursor, which goes on, to the next line if need be.</summary>
    public void Put(char symbol, Ink ink)
    {
        cells[Row * ScreenSize.TextColumns + Column] = new Cell(symbol, ink, false);
        if (++Column < ScreenSize.TextColumns)
            return;
        Return();
        LineFeed();
    }

    public void Return() => Column = 0;

    /// <summary>One line down; on the last one everything moves up.</summary>
    public void LineFeed()
    {
        if (++Row < ScreenSize.TextRows)
            return;
        Row--;
        cells.AsSpan(ScreenSize.TextColumns).CopyTo(cells);
        cells.AsSpan(^ScreenSize.TextColumns..).Fill(Cell.Blank);
    }

    /// <summary>One place back, over the beginning of a line too, so that a line that was broken can be erased.</summary>
    public void Back()
    {
        if (Column > 0)
            Column--;
        else if (Row > 0)
            (Row, Column) = (Row - 1, ScreenSize.TextColumns - 1);
    }

    public void Clear()
    {
        Array.Fill(cells, Cell.Blank);
        (Row, Column) = (0, 0);
    }
}
