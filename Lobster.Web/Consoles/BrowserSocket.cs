using System.Net.WebSockets;
using System.Text.Json;
using Lobster.Core.Consoles;

namespace Lobster.Web.Consoles;

/// <summary>
/// The browser's end of a console. Binary messages are the console's bytes, text messages are about it. No message is ever held as a whole: what came of it is handed on, and one
/// that is larger than any of a console ends the session.
/// </summary>
internal sealed class BrowserSocket(WebSocket socket, RunningConsole console)
{
    /// <summary>The most bytes of one message: noVNC sends a pasted text as one.</summary>
    public const int LargestMessage = 1024 * 1024;

    private const int LargestNote = 1024;
    private readonly byte[] note = new byte[LargestNote];
    private int length;

    /// <summary>The size of the window, as last told.</summary>
    public TerminalSize Size { get; private set; } = TerminalSize.Usual;

    /// <summary>Called when the window has another size.</summary>
    public Func<TerminalSize, ValueTask>? Resized { get; set; }

    /// <summary>Reads the next bytes of the console; 0: the browser has left, or what it sent has ended the session.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        while (true)
        {
            // Never cancelled: that would break the connection, and the browser would not learn why.
            var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close) return 0;
            length += received.Count;
            if (length > (received.MessageType == WebSocketMessageType.Text ? LargestNote : LargestMessage))
            {
                console.EndBecause(ConsoleEnd.TooMuch);
                return 0;
            }

            if (received.MessageType == WebSocketMessageType.Text) buffer[..received.Count].CopyTo(note.AsMemory(length - received.Count));
            var whole = length;
            if (received.EndOfMessage) length = 0;
            if (received.MessageType == WebSocketMessageType.Binary && received.Count > 0) return received.Count;
            if (received is { MessageType: WebSocketMessageType.Text, EndOfMessage: true }) await TakeNoteAsync(whole);
        }
    }

    /// <summary>Sends bytes of the console.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        console.WentOut(bytes.Length);
    }

    /// <summary>Tells something about the console.</summary>
    /// <exception cref="WebSocketException">The connection broke.</exception>
    public ValueTask TellAsync(object note) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(note).AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async ValueTask TakeNoteAsync(int bytes)
    {
        if (ReadSize(note.AsSpan(0, bytes)) is not { } size) return;
        Size = size;
        if (Resized is { } resized) await resized(size);
    }

    // What is no size is of a newer page, or of somebody who tries things: nothing depends on it.
    private static TerminalSize? ReadSize(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            using var json = JsonDocument.ParseValue(ref reader);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("columns", out var columns) && columns.TryGetInt32(out var width)
                && json.RootElement.TryGetProperty("rows", out var rows) && rows.TryGetInt32(out var height)
                ? new TerminalSize(width, height) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
