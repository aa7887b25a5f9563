namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>A rectangle of places of a screen, half-open. It may be empty.</summary>
internal readonly record struct CellArea(int Left, int Top, int Right, int Bottom)
{
    public bool IsEmpty => Left >= Right || Top >= Bottom;

    public int X => Left * ScreenSize.CellWidth;

    public int Y => Top * ScreenSize.CellHeight;

    public int Width => (Right - Left) * ScreenSize.CellWidth;

    public int Height => (Bottom - Top) * ScreenSize.CellHeight;

    /// <summary>All places of the screen that a rectangle of pixels touches.</summary>
    public static CellArea Touching(int x, int y, int width, int height) => width == 0 || height == 0
        ? default
        : new(
            Math.Min(x / ScreenSize.CellWidth, ScreenSize.Columns),
            Math.Min(y / ScreenSize.CellHeight, ScreenSize.Rows),
            Math.Min((x + width - 1) / ScreenSize.CellWidth + 1, ScreenSize.Columns),
            Math.Min((y + height - 1) / ScreenSize.CellHeight + 1, ScreenSize.Rows));

    /// <summary>The smallest rectangle around both.</summary>
    public CellArea Around(CellArea other) =>
        IsEmpty ? other : other.IsEmpty ? this
        : new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}
