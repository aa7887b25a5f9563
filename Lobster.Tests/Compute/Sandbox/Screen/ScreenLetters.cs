using Lobster.Backends.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox.Screen;

/// <summary>Reads letters off pixels: whatever is not of the ground's colour belongs to a letter, or, where text is inverted, the other way round.</summary>
internal static class ScreenLetters
{
    private static readonly Dictionary<UInt128, char> Known = Enumerable.Range(' ', 95).Select(c => (char)c).ToDictionary(Drawn);

    /// <summary>The lines of the screen without the empty places and lines around them.</summary>
    public static string Read(RfbClient client) => string.Join('\n', Enumerable.Range(0, client.Height / 16).Select(row =>
        string.Concat(Enumerable.Range(0, client.Width / 8).Select(column => Letter(client, column * 8, row * 16))).Trim())).Trim('\n');

    private static UInt128 Drawn(char letter) =>
        Enumerable.Range(0, 16).Aggregate(UInt128.Zero, (bits, line) => bits << 8 | GlyphSheet.Line(letter, line));

    private static char Letter(RfbClient client, int left, int top)
    {
        var ground = client.Pixel(0, 0);
        var bits = UInt128.Zero;
        for (var y = top; y < top + 16; y++)
            for (var x = left; x < left + 8; x++)
                bits = bits << 1 | (client.Pixels.AsSpan((y * client.Width + x) * client.Bytes, client.Bytes).SequenceEqual(ground) ? UInt128.Zero : UInt128.One);
        return Known.TryGetValue(bits, out var letter) || Known.TryGetValue(~bits, out letter) ? letter : '?';
    }
}
