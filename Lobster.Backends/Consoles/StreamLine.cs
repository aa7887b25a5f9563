using System.Net.WebSockets;
using Lobster.Core.Consoles;

namespace Lobster.Backends.Consoles;

/// <summary>A console whose bytes go over a stream as they are. It owns the stream, and what keeps its session alive.</summary>
internal class StreamLine(Stream stream, SocketRenewal? renewal = null) : ConsoleLine
{
    /// <summary>What it goes over.</summary>
    protected Stream Stream => stream;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or NotSupportedException)
        {
            throw new IOException("The console's WebSocket broke.", e);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => SendAsync(bytes, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await using (stream)
        {
            if (renewal is not null) await renewal.DisposeAsync();
        }
    }

    /// <summary>Sends as it is.</summary>
    protected async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or NotSupportedException)
        {
            throw new IOException("The console's WebSocket broke.", e);
        }
    }
}
