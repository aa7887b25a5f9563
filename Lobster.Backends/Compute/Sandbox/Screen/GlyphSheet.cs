namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>
/// The letters, as drawn in glyphs.txt: six bands of sixteen, each 8 wide and 16 high, from the space on. The last one stands for
/// whatever was not drawn.
/// </summary>
internal static class GlyphSheet
{
    private const int PerBand = 16;
    private const char First = ' ';
    private const char Missing = '\u007f';
    private static readonly byte[] Lines = Read();

    /// <summary>One line of a letter, its leftmost pixel in the highest bit.</summary>
    public static byte Line(char symbol, int line) =>
        Lines[((symbol is < First or > Missing ? Missing : symbol) - First) * ScreenSize.CellHeight + line];

    private static byte[] Read()
    {
        using var stream = typeof(GlyphSheet).Assembly.GetManifestResourceStream("sandbox-glyphs.txt")!;
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var lines = new byte[rows.Length * PerBand];
        foreach (var (y, row) in rows.Index())
            foreach (var (x, picture) in row.Split(' ').Index())
                lines[((y / ScreenSize.CellHeight * PerBand) + x) * ScreenSize.CellHeight + y % ScreenSize.CellHeight] = Bits(picture);
        return lines;
    }

    private static byte Bits(string picture) => (byte)picture.Aggregate(0, (bits, pixel) => bits << 1 | (pixel == '#' ? 1 : 0));
}
