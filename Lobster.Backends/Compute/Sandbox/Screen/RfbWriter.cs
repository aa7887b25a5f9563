using System.Buffers.Binary;
using System.Text;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>Writes the server's messages (RFC 6143, 7.1.3, 7.3.2 and 7.6).</summary>
internal sealed class RfbWriter(Stream stream)
{
    private const byte Update = 0;
    private const byte CutText = 3;
    private const int CutTextHead = 8;
    private const int MostOfAPacket = 16_384;
    private readonly byte[] head = new byte[12];

    /// <summary>Says why the client is not let in.</summary>
    public async Task FailAsync(byte[] result, string reason, CancellationToken cancellationToken)
    {
        var text = Encoding.ASCII.GetBytes(reason);
        await stream.WriteAsync((byte[])[.. result, .. Number(text.Length), .. text], cancellationToken);
    }

    /// <summary>Says how great the screen is, how its pixels are and what it is called.</summary>
    public async Task InitAsync(string name, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var bytes = new byte[4 + PixelFormat.Length + 4 + text.Length];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, ScreenSize.Width);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), ScreenSize.Height);
        PixelFormat.Native.Write(bytes.AsSpan(4));
        Number(text.Length).CopyTo(bytes, 4 + PixelFormat.Length);
        text.CopyTo(bytes, 8 + PixelFormat.Length);
        await stream.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>Sends areas of the screen, in as few packets as they need.</summary>
    public async Task UpdateAsync(ShownCells cells, List<CellArea> areas, IPixelEncoding encoding, PixelFormat format, CancellationToken cancellationToken)
    {
        // Not disposed of, which would close the connection.
        var output = new BufferedStream(stream, MostOfAPacket);
        (head[0], head[1]) = (Update, 0);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)areas.Count);
        await output.WriteAsync(head.AsMemory(0, 4), cancellationToken);
        foreach (var area in areas)
        {
            BinaryPrimitives.WriteUInt16BigEndian(head, (ushort)area.X);
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)area.Y);
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(4), (ushort)area.Width);
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(6), (ushort)area.Height);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(8), encoding.Number);
            await output.WriteAsync(head, cancellationToken);
            foreach (var piece in encoding.Encode(cells, area, format))
                await output.WriteAsync(piece, cancellationToken);
        }

        await output.FlushAsync(cancellationToken);
    }

    /// <summary>Hands text to the client's clipboard.</summary>
    public async Task CutTextAsync(string text, CancellationToken cancellationToken)
    {
        var bytes = new byte[CutTextHead + text.Length];
        bytes[0] = CutText;
        Number(text.Length).CopyTo(bytes, 4);
        Encoding.Latin1.GetBytes(text, bytes.AsSpan(CutTextHead));
        await stream.WriteAsync(bytes, cancellationToken);
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
