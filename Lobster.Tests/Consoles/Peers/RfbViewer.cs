using System.Buffers.Binary;
using System.Text;

namespace Lobster.Tests.Consoles.Peers;

/// <summary>A viewer past the log-in (RFC 6143, from 7.3.1 on) that counts points and bytes instead of drawing them.</summary>
internal sealed class RfbViewer(Func<Memory<byte>, ValueTask<int>> read, Func<ReadOnlyMemory<byte>, ValueTask> write)
{
    private const int Zrle = 16;
    private readonly byte[] buffer = new byte[64 * 1024];
    private int from;
    private int until;

    public int Width { get; private set; }

    public int Height { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>All that came so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Greets and asks for the encoding that most viewers use for text.</summary>
    public async Task BeginAsync()
    {
        await write(new byte[] { 1 });
        var greeting = await TakeAsync(24);
        (Width, Height) = (BinaryPrimitives.ReadUInt16BigEndian(greeting), BinaryPrimitives.ReadUInt16BigEndian(greeting.AsSpan(2)));
        Name = Encoding.UTF8.GetString(await TakeAsync(BinaryPrimitives.ReadInt32BigEndian(greeting.AsSpan(20))));
        await write(new byte[] { 2, 0, 0, 1, 0, 0, 0, Zrle });
    }

    /// <summary>Presses a key and lets it go.</summary>
    public ValueTask TypeAsync(char key) => write(new byte[] { 4, 1, 0, 0, 0, 0, 0, (byte)key, 4, 0, 0, 0, 0, 0, 0, (byte)key });

    /// <summary>Points somewhere.</summary>
    public ValueTask PointAsync(byte x, byte y) => write(new byte[] { 5, 0, 0, x, 0, y });

    /// <summary>Asks for the picture, or for what changes of it.</summary>
    public ValueTask AskAsync(bool isIncremental) => write(
        new byte[] { 3, isIncremental ? (byte)1 : (byte)0, 0, 0, 0, 0, (byte)(Width >> 8), (byte)Width, (byte)(Height >> 8), (byte)Height });

    /// <summary>Waits for an update and tells how many points it holds.</summary>
    public async Task<int> SeeAsync()
    {
        while (true)
        {
            var kind = (await TakeAsync(1))[0];
            if (kind == 2) continue; // a bell
            Assert.Equal(0, kind);
            var points = 0;
            for (var left = BinaryPrimitives.ReadUInt16BigEndian((await TakeAsync(3)).AsSpan(1)); left > 0; left--) points += await SeeRectangleAsync();
            return points;
        }
    }

    private async Task<int> SeeRectangleAsync()
    {
        var rectangle = await TakeAsync(12);
        var size = BinaryPrimitives.ReadUInt16BigEndian(rectangle.AsSpan(4)) * BinaryPrimitives.ReadUInt16BigEndian(rectangle.AsSpan(6));
        var isZrle = BinaryPrimitives.ReadInt32BigEndian(rectangle.AsSpan(8)) == Zrle;
        await SkipAsync(isZrle ? BinaryPrimitives.ReadInt32BigEndian(await TakeAsync(4)) : size * 4);
        return size;
    }

    private async Task<byte[]> TakeAsync(int count)
    {
        var bytes = new byte[count];
        for (var length = 0; length < count;)
        {
            if (from == until) await FillAsync();
            var piece = Math.Min(count - length, until - from);
            buffer.AsSpan(from, piece).CopyTo(bytes.AsSpan(length));
            (from, length) = (from + piece, length + piece);
        }

        return bytes;
    }

    private async Task SkipAsync(int count)
    {
        while (count > 0)
        {
            if (from == until) await FillAsync();
            var piece = Math.Min(count, until - from);
            (from, count) = (from + piece, count - piece);
        }
    }

    private async Task FillAsync()
    {
        until = await read(buffer);
        from = 0;
        Assert.NotEqual(0, until);
        Bytes += until;
    }
}
