using System.Buffers.Binary;
using System.Text;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>Reads a client's messages (RFC 6143, 7.5), none greater than its bound.</summary>
internal sealed class RfbReader(Stream stream)
{
    public const int MostEncodings = 256;
    public const int LongestCutText = 65_536;
    private readonly byte[] buffer = new byte[LongestCutText];

    /// <exception cref="InvalidDataException">It is no message, or too great.</exception>
    /// <exception cref="EndOfStreamException">The client is gone.</exception>
    public async Task<ClientMessage> ReadAsync(CancellationToken cancellationToken)
    {
        var type = (await BytesAsync(1, cancellationToken)).Span[0];
        return type switch
        {
            0 => new ClientMessage.SetPixelFormat(PixelFormat.Read((await BytesAsync(3 + PixelFormat.Length, cancellationToken)).Span[3..])),
            2 => await EncodingsAsync(cancellationToken),
            3 => UpdateRequest((await BytesAsync(9, cancellationToken)).Span),
            4 => Key((await BytesAsync(7, cancellationToken)).Span),
            5 => Pointer((await BytesAsync(5, cancellationToken)).Span),
            6 => await CutTextAsync(cancellationToken),
            _ => throw new InvalidDataException($"The client sent a message of the unknown type {type}."),
        };
    }

    private static ClientMessage.UpdateRequest UpdateRequest(ReadOnlySpan<byte> bytes) =>
        new(CellArea.Touching(Short(bytes[1..]), Short(bytes[3..]), Short(bytes[5..]), Short(bytes[7..])), bytes[0] == 0);

    private static ClientMessage.Key Key(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32BigEndian(bytes[3..]), bytes[0] != 0);

    private static ClientMessage.Pointer Pointer(ReadOnlySpan<byte> bytes) => new(bytes[0], Short(bytes[1..]), Short(bytes[3..]));

    private async Task<ClientMessage> EncodingsAsync(CancellationToken cancellationToken)
    {
        var count = Short((await BytesAsync(3, cancellationToken)).Span[1..]);
        if (count > MostEncodings)
            throw new InvalidDataException($"The client names {count} encodings.");
        var bytes = await BytesAsync(count * 4, cancellationToken);
        return new ClientMessage.SetEncodings([.. Enumerable.Range(0, count).Select(i => BinaryPrimitives.ReadInt32BigEndian(bytes.Span[(i * 4)..]))]);
    }

    private async Task<ClientMessage> CutTextAsync(CancellationToken cancellationToken)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian((await BytesAsync(7, cancellationToken)).Span[3..]);
        return length <= LongestCutText
            ? new ClientMessage.CutText(Encoding.Latin1.GetString((await BytesAsync((int)length, cancellationToken)).Span))
            : throw new InvalidDataException($"The client's clipboard has {length} bytes.");
    }

    private static ushort Short(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private async Task<ReadOnlyMemory<byte>> BytesAsync(int count, CancellationToken cancellationToken)
    {
        await stream.ReadExactlyAsync(buffer.AsMemory(0, count), cancellationToken);
        return buffer.AsMemory(0, count);
    }
}
