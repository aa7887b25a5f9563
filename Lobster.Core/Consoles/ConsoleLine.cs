namespace Lobster.Core.Consoles;

/// <summary>
/// The open way to a machine's console, already logged in there. Bytes only: what they mean is between the browser and the machine. One reader and one writer at a time; writing
/// and reading wait as long as the other side makes them, and hold no more than a buffer meanwhile.
/// </summary>
public abstract class ConsoleLine : IAsyncDisposable
{
    /// <summary>The SSH host key that was accepted, and whether it was seen for the first time; null where there is none.</summary>
    public SeenHostKey? HostKey { get; init; }

    /// <summary>Reads what came; 0: the machine's side ended it.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Sends what was typed.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Tells the size of the terminal's window, where the other side wants to know.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public virtual ValueTask ResizeAsync(TerminalSize size, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
