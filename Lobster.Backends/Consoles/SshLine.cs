using System.IO.Pipelines;
using Lobster.Core.Consoles;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Lobster.Backends.Consoles;

/// <summary>A shell of an SSH connection, which it owns.</summary>
internal sealed class SshLine : ConsoleLine
{
    private const int Buffer = 32 * 1024;
    private readonly Pipe output = new(new PipeOptions(pauseWriterThreshold: 4 * Buffer, resumeWriterThreshold: 2 * Buffer, minimumSegmentSize: Buffer, useSynchronizationContext: false));
    private readonly SshClient client;
    private readonly ShellStream shell;
    private Task? first;
    private bool isOver;

    /// <summary>Opens the shell.</summary>
    public SshLine(SshClient client, TerminalSize size)
    {
        this.client = client;
        shell = client.CreateShellStream("xterm-256color", (uint)size.Columns, (uint)size.Rows, 0, 0, Buffer);
        shell.DataReceived += (_, _) => Drain();
        shell.Closed += (_, _) => End(null);
        shell.ErrorOccurred += (_, e) => End(new IOException("The SSH connection broke.", e.Exception));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // What came before anybody listened.
        first ??= Task.Run(Drain, CancellationToken.None);
        var read = await output.Reader.ReadAsync(cancellationToken);
        var taken = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, buffer.Length));
        var count = (int)taken.Length;
        System.Buffers.BuffersExtensions.CopyTo(taken, buffer.Span);
        output.Reader.AdvanceTo(taken.End);
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await shell.WriteAsync(bytes, cancellationToken);
            await shell.FlushAsync(cancellationToken);
        }
        catch (Exception e) when (e is SshException or ObjectDisposedException)
        {
            throw new IOException("The SSH connection broke.", e);
        }
    }

    public override ValueTask ResizeAsync(TerminalSize size, CancellationToken cancellationToken)
    {
        try
        {
            shell.ChangeWindowSize((uint)size.Columns, (uint)size.Rows, 0, 0);
            return ValueTask.CompletedTask;
        }
        catch (Exception e) when (e is SshException or ObjectDisposedException)
        {
            throw new IOException("The SSH connection broke.", e);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        // First the reader: a drain that waits for room goes on then, and with it the thread that the client's end waits for.
        await output.Reader.CompleteAsync();
        if (first is not null) await first;
        await shell.DisposeAsync();
        client.Dispose();
    }

    // Runs on the connection's own thread. That it waits here while the browser is slow is what keeps the host from sending more: the library itself would buffer without end.
    private void Drain()
    {
        lock (output)
        {
            while (!isOver && shell.DataAvailable)
            {
                var read = shell.Read(output.Writer.GetSpan());
                output.Writer.Advance(read);
                if (output.Writer.FlushAsync().AsTask().GetAwaiter().GetResult().IsCompleted) return;
            }
        }
    }

    // Whoever drains has finished then, and nobody writes any more.
    private void End(Exception? broken)
    {
        lock (output)
        {
            if (isOver) return;
            isOver = true;
            output.Writer.Complete(broken);
        }
    }
}
