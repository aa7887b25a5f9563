using System.Text;

namespace Lobster.Backends.Consoles;

/// <summary>A terminal in text messages, which must each be whole UTF-8 (RFC 6455, 8.1): what has come of a character waits for the rest of it.</summary>
internal sealed class TextLine(Stream stream, SocketRenewal? renewal) : StreamLine(stream, renewal)
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        var length = decoder.GetChars(bytes.Span, text, flush: false);
        return length == 0 ? ValueTask.CompletedTask : SendAsync(Encoding.UTF8.GetBytes(text, 0, length), cancellationToken);
    }
}
