using System.Net.WebSockets;
using Lobster.Core.Consoles;

namespace Lobster.Backends.Consoles;

/// <summary>A console whose bytes go over a stream as they are.</summary>
internal class StreamLine(Stream stream) : ConsoleLine
{
    /// <summary>What it goes over.</summary>
    protected Stream Stream => stream;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken);
        }
        catch (WebSocketException e)
        {
            throw new IOException("The console's WebSocket broke.", e);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => SendAsync(bytes, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return stream.DisposeAsync();
    }

    /// <summary>Sends as it is.</summary>
    protected async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        catch (WebSocketException e)
        {
            throw new IOException("The console's WebSocket broke.", e);
        }
    }
}
