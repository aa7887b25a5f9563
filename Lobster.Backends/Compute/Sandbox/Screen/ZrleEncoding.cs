using System.Buffers.Binary;
using System.IO.Compression;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>
/// Tiles of 64 by 64 in one zlib stream for the whole connection (RFC 6143, 7.7.6). A screen has so few colours that each tile is either
/// of one colour or has a palette. Not safe for use from several threads.
/// </summary>
internal sealed class ZrleEncoding : IPixelEncoding, IDisposable
{
    public const int EncodingNumber = 16;
    private const int TileSize = 64;
    private const int LengthBytes = 4;
    private readonly MemoryStream packed = new();
    private readonly ZLibStream zlib;

    public ZrleEncoding() => zlib = new ZLibStream(packed, CompressionLevel.Fastest);

    public int Number => EncodingNumber;

    public void Dispose() => zlib.Dispose();

    public IEnumerable<ReadOnlyMemory<byte>> Encode(ShownCells cells, CellArea area, PixelFormat format)
    {
        packed.SetLength(LengthBytes);
        packed.Position = LengthBytes;
        var inks = new Ink[TileSize * area.Width];
        for (var y = 0; y < area.Height; y += TileSize)
        {
            var height = Math.Min(TileSize, area.Height - y);
            for (var line = 0; line < height; line++)
                cells.Line(area, area.Y + y + line, inks.AsSpan(line * area.Width, area.Width));
            for (var x = 0; x < area.Width; x += TileSize)
                WriteTile(inks, area.Width, x, Math.Min(TileSize, area.Width - x), height, format);
        }

        zlib.Flush();
        BinaryPrimitives.WriteInt32BigEndian(packed.GetBuffer(), (int)packed.Length - LengthBytes);
        yield return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    private void WriteTile(Ink[] inks, int stride, int x, int width, int height, PixelFormat format)
    {
        Span<int> places = stackalloc int[InkColours.All.Length];
        places.Fill(-1);
        var palette = new List<Ink>();
        for (var line = 0; line < height; line++)
            foreach (var ink in inks.AsSpan(line * stride + x, width))
                if (places[(int)ink] < 0)
                {
                    places[(int)ink] = palette.Count;
                    palette.Add(ink);
                }

        zlib.WriteByte((byte)palette.Count);
        foreach (var ink in palette)
            zlib.Write(format.CompactPixel(InkColours.All[(int)ink]));
        for (var line = 0; line < height && palette.Count > 1; line++)
            WriteLine(inks.AsSpan(line * stride + x, width), places, palette.Count == 2 ? 1 : 2);
    }

    // A line ends on a whole byte; the leftmost pixel is in the highest bits.
    private void WriteLine(ReadOnlySpan<Ink> inks, ReadOnlySpan<int> places, int bits)
    {
        Span<byte> line = stackalloc byte[TileSize * 2 / 8];
        line.Clear();
        for (var i = 0; i < inks.Length; i++)
            line[i * bits / 8] |= (byte)(places[(int)inks[i]] << (8 - bits - i * bits % 8));
        zlib.Write(line[..((inks.Length * bits + 7) / 8)]);
    }
}
