namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>The measures of a screen: 1024 by 768 pixels in places of 8 by 16, the outermost of which stay empty.</summary>
internal static class ScreenSize
{
    public const int Width = 1024;
    public const int Height = 768;
    public const int CellWidth = 8;
    public const int CellHeight = 16;
    public const int Columns = Width / CellWidth;
    public const int Rows = Height / CellHeight;
    public const int SideColumns = 2;
    public const int EdgeRows = 1;
    public const int TextColumns = Columns - 2 * SideColumns;
    public const int TextRows = Rows - 2 * EdgeRows;
}
