using System.Buffers.Binary;
using System.IO.Compression;
using Lobster.Backends.Compute.Sandbox.Screen;

namespace Lobster.Tests.Compute.Sandbox.Screen;

public sealed class PixelEncodingTests
{
    private static readonly CellArea Everything = new(0, 0, ScreenSize.Columns, ScreenSize.Rows);

    public static TheoryData<int, bool, int, int> Formats => new()
    {
        { 32, false, 24, 3 }, { 32, true, 24, 3 }, { 32, false, 32, 4 }, { 16, false, 16, 2 }, { 16, true, 16, 2 }, { 8, false, 8, 1 },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void Zrle_OfABootedScreen_UnpacksToTheRawPixels(int bits, bool bigEndian, int depth, int compact)
    {
        var format = Format(bits, bigEndian, depth);
        using var zrle = new ZrleEncoding();
        var cells = Booted();
        CellArea area = new(1, 1, 100, 46);

        var raw = Joined(new RawEncoding().Encode(cells, area, format));
        var unpacked = Unpack(Joined(zrle.Encode(cells, area, format)), area, compact, format.CompactPixel);

        Assert.Equal(area.Width * area.Height * format.Bytes, raw.Length);
        Assert.Equal(raw, unpacked.SelectMany(colour => format.Pixel(colour)));
    }

    [Fact]
    public void Zrle_OfAWholeScreen_IsAFractionOfTheRawPixels()
    {
        using var zrle = new ZrleEncoding();

        Assert.InRange(Joined(zrle.Encode(Booted(), Everything, PixelFormat.Native)).Length, 1, 30_000);
    }

    [Fact]
    public void Zrle_SecondRectangle_GoesOnInTheSameStream()
    {
        using var zrle = new ZrleEncoding();
        var cells = Booted();
        CellArea area = new(0, 0, 8, 4);

        var first = Joined(zrle.Encode(cells, area, PixelFormat.Native));
        var second = Joined(zrle.Encode(cells, area, PixelFormat.Native));

        using var both = new ZLibStream(new MemoryStream([.. first[4..], .. second[4..]]), CompressionMode.Decompress);
        Assert.Equal(Tile(both, 64, 64, 3), Tile(both, 64, 64, 3));
    }

    [Theory]
    [InlineData(32, false, 0xc6d0dcu, new byte[] { 0xdc, 0xd0, 0xc6, 0 })]
    [InlineData(32, true, 0xc6d0dcu, new byte[] { 0, 0xc6, 0xd0, 0xdc })]
    [InlineData(16, true, 0xffffffu, new byte[] { 0xff, 0xff })]
    [InlineData(16, false, 0xff0000u, new byte[] { 0, 0xf8 })]
    [InlineData(8, false, 0x00ff00u, new byte[] { 0b000_111_00 })]
    public void Pixel_OfAColour_IsAsTheFormatSays(int bits, bool bigEndian, uint colour, byte[] pixel) =>
        Assert.Equal(pixel, Format(bits, bigEndian, bits == 32 ? 24 : bits).Pixel(colour));

    [Fact]
    public void CompactPixel_OfColoursInTheHighBytes_LeavesOutTheLowOne()
    {
        var format = new PixelFormat(32, 24, false, new(255, 24), new(255, 16), new(255, 8));

        Assert.Equal([0x56, 0x34, 0x12], format.CompactPixel(0x123456));
        Assert.Equal([0x12, 0x34, 0x56], (format with { IsBigEndian = true }).CompactPixel(0x123456));
    }

    [Fact]
    public void PixelFormat_WrittenAndRead_IsTheSame()
    {
        var bytes = new byte[PixelFormat.Length];

        Format(16, true, 16).Write(bytes);

        Assert.Equal(Format(16, true, 16), PixelFormat.Read(bytes));
    }

    private static ShownCells Booted()
    {
        var screen = ScreenParts.Guest();
        screen.Tick(TimeSpan.FromSeconds(2));
        var cells = new ShownCells();
        cells.Take(screen, Everything, whole: true);
        return cells;
    }

    private static PixelFormat Format(int bits, bool bigEndian, int depth) => bits switch
    {
        32 => new(bits, depth, bigEndian, new(255, 16), new(255, 8), new(255, 0)),
        16 => new(bits, depth, bigEndian, new(31, 11), new(63, 5), new(31, 0)),
        _ => new(bits, depth, bigEndian, new(7, 5), new(7, 2), new(3, 0)),
    };

    private static byte[] Joined(IEnumerable<ReadOnlyMemory<byte>> pieces) => [.. pieces.SelectMany(p => p.ToArray())];

    // A viewer's side of ZRLE: back to colours.
    private static uint[] Unpack(byte[] packed, CellArea area, int bytes, Func<uint, byte[]> pixel)
    {
        Assert.Equal(packed.Length - 4, BinaryPrimitives.ReadInt32BigEndian(packed));
        using var stream = new ZLibStream(new MemoryStream(packed[4..]), CompressionMode.Decompress);
        var colours = InkColours.All.ToArray().ToDictionary(c => Convert.ToHexString(pixel(c)));
        var unpacked = new uint[area.Width * area.Height];
        for (var y = 0; y < area.Height; y += 64)
            for (var x = 0; x < area.Width; x += 64)
            {
                var (width, height) = (Math.Min(64, area.Width - x), Math.Min(64, area.Height - y));
                foreach (var (i, value) in Tile(stream, width, height, bytes).Index())
                    unpacked[(y + i / width) * area.Width + x + i % width] = colours[value];
            }

        return unpacked;
    }

    private static List<string> Tile(Stream stream, int width, int height, int bytes)
    {
        var palette = new string[stream.ReadByte()];
        for (var i = 0; i < palette.Length; i++)
            palette[i] = Convert.ToHexString(Read(stream, bytes));
        var bits = palette.Length switch { 1 => 0, 2 => 1, <= 4 => 2, _ => 4 };
        var pixels = new List<string>();
        for (var line = 0; line < height; line++)
        {
            var packed = Read(stream, (width * bits + 7) / 8);
            pixels.AddRange(Enumerable.Range(0, width).Select(x => palette[bits == 0 ? 0 : packed[x * bits / 8] >> (8 - bits - x * bits % 8) & ((1 << bits) - 1)]));
        }

        return pixels;
    }

    private static byte[] Read(Stream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
