using System.Buffers.Binary;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>How a client wants its pixels (RFC 6143, 7.4): true colour in 8, 16 or 32 bits. A wrong one cannot be read.</summary>
internal sealed record PixelFormat(int BitsPerPixel, int Depth, bool IsBigEndian, PixelFormat.Channel Red, PixelFormat.Channel Green, PixelFormat.Channel Blue)
{
    public const int Length = 16;
    private const int CompactBits = 24;

    /// <summary>What a client gets that asks for nothing else.</summary>
    public static PixelFormat Native { get; } = new(32, CompactBits, false, new(255, 16), new(255, 8), new(255, 0));

    /// <summary>Bytes in a pixel.</summary>
    public int Bytes => BitsPerPixel / 8;

    /// <exception cref="InvalidDataException">It is no format of true colour that can be shown.</exception>
    public static PixelFormat Read(ReadOnlySpan<byte> bytes)
    {
        Channel Read(ReadOnlySpan<byte> maximum, byte shift) => new(BinaryPrimitives.ReadUInt16BigEndian(maximum), shift);
        var format = new PixelFormat(
            bytes[0], bytes[1], bytes[2] != 0, Read(bytes[4..], bytes[10]), Read(bytes[6..], bytes[11]), Read(bytes[8..], bytes[12]));
        return bytes[3] != 0 && format.BitsPerPixel is 8 or 16 or 32 && format.Channels.All(c => c.FitsIn(format.BitsPerPixel))
            ? format
            : throw new InvalidDataException("The client wants pixels that the sandbox cannot give.");
    }

    public void Write(Span<byte> bytes)
    {
        bytes[..Length].Clear();
        (bytes[0], bytes[1], bytes[2], bytes[3]) = ((byte)BitsPerPixel, (byte)Depth, (byte)(IsBigEndian ? 1 : 0), 1);
        foreach (var (i, channel) in Channels.Index())
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(4 + 2 * i)..], (ushort)channel.Maximum);
            bytes[10 + i] = (byte)channel.Shift;
        }
    }

    /// <summary>A colour, 0xRRGGBB, as it is sent.</summary>
    public byte[] Pixel(uint colour)
    {
        Span<byte> whole = stackalloc byte[4];
        var value = Red.Of(colour >> 16) | Green.Of(colour >> 8) | Blue.Of(colour);
        if (IsBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(whole, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(whole, value);
        return (IsBigEndian ? whole[(4 - Bytes)..] : whole[..Bytes]).ToArray();
    }

    /// <summary>The same as ZRLE has it (7.7.5): without the fourth byte where that says nothing.</summary>
    public byte[] CompactPixel(uint colour)
    {
        var pixel = Pixel(colour);
        if (BitsPerPixel != 32 || Depth > CompactBits)
            return pixel;
        if (Channels.All(c => c.FitsIn(CompactBits)))
            return IsBigEndian ? pixel[1..] : pixel[..3];
        return Channels.All(c => c.Shift >= 8) ? IsBigEndian ? pixel[..3] : pixel[1..] : pixel;
    }

    private Channel[] Channels => [Red, Green, Blue];

    /// <summary>Where one of red, green and blue lies in a pixel.</summary>
    /// <param name="Maximum">Its greatest value, 2^n - 1.</param>
    /// <param name="Shift">Bits below it.</param>
    internal readonly record struct Channel(int Maximum, int Shift)
    {
        public bool FitsIn(int bits) => Maximum > 0 && Shift < bits && (ulong)Maximum << Shift < 1UL << bits;

        public uint Of(uint intensity) => (uint)(((intensity & 255) * Maximum + 127) / 255) << Shift;
    }
}
