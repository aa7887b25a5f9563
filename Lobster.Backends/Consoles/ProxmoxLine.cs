using System.Globalization;
using System.Text;
using Lobster.Core.Compute;
using Lobster.Core.Consoles;

namespace Lobster.Backends.Consoles;

/// <summary>
/// Packs what is typed as <see cref="SerialFraming.Proxmox"/> tells; what comes is raw. Nobody may type for long: a sign of life then keeps what stands between the
/// server and the machine's node from taking the connection for dead.
/// </summary>
internal sealed class ProxmoxLine : StreamLine
{
    // As often as Proxmox VE's own page gives it.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource over = new();
    private readonly Task living;

    private ProxmoxLine(Stream stream, TimeProvider time)
        : base(stream) => living = LiveAsync(time);

    /// <summary>Logs in; the line then owns the stream.</summary>
    /// <param name="stream">The way there.</param>
    /// <param name="hello">The log-in line.</param>
    /// <param name="time">When a sign of life is due.</param>
    /// <param name="cancellationToken">Ours.</param>
    /// <exception cref="ConsoleLineException">The ticket is not taken.</exception>
    public static async Task<ProxmoxLine> LogInAsync(Stream stream, string hello, TimeProvider time, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(hello), cancellationToken);
        return await IsTakenAsync(stream, cancellationToken)
            ? new ProxmoxLine(stream, time)
            : throw new ConsoleLineException(ConsoleEnd.LoginRefused, "Proxmox VE did not take the terminal's ticket.");
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0:{bytes.Length}:"));
        await PackAsync((byte[])[.. head, .. bytes.Span], cancellationToken);
    }

    public override ValueTask ResizeAsync(TerminalSize size, CancellationToken cancellationToken) =>
        PackAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"1:{size.Columns}:{size.Rows}:")), cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await living;
        await base.DisposeAsync();
        over.Dispose();
        turn.Dispose();
    }

    // A ticket that is not taken is not answered: the connection is cut, mostly without the WebSocket's farewell.
    private static async Task<bool> IsTakenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var answer = new byte[2];
        try
        {
            return await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellationToken) == answer.Length && answer.AsSpan().SequenceEqual("OK"u8);
        }
        catch (Exception e) when (ConsoleDialer.IsTrouble(e))
        {
            return false;
        }
    }

    private async Task LiveAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(SignOfLife, time);
        try
        {
            while (await timer.WaitForNextTickAsync(over.Token)) await PackAsync("2"u8.ToArray(), over.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It is over, or it broke, which whoever reads is told.
        }
    }

    // The sign of life must not come between what somebody types.
    private async ValueTask PackAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await SendAsync(message, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }
}
