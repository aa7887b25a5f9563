using System.Threading.Channels;

namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>
/// A client that is in. One loop reads what it says, one keeps the screen's time, one writes; however slowly the client reads, there is
/// one update under way and nothing queued, since the next one is reckoned when it is due.
/// </summary>
internal sealed class RfbSession(Stream stream, GuestScreen screen, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly long began = time.GetTimestamp();
    private readonly Lock gate = new();
    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ShownCells shown = new();
    private readonly RawEncoding raw = new();
    private ClientMessage.UpdateRequest? wanted;
    private PixelFormat format = PixelFormat.Native;
    private bool knowsZrle;

    /// <summary>Until the client leaves, does what it must not, or takes nothing for half a minute.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var zrle = new ZrleEncoding();
        Task[] loops = [ReadAsync(ending.Token), KeepTimeAsync(ending.Token), WriteAsync(zrle, ending.Token)];
        var first = await Task.WhenAny(loops);
        await ending.CancelAsync();
        await Task.WhenAll(loops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var reader = new RfbReader(stream);
        while (true)
        {
            var message = await reader.ReadAsync(cancellationToken);
            lock (gate)
            {
                Tick();
                Take(message);
            }

            wake.Writer.TryWrite(true);
        }
    }

    private async Task KeepTimeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TimeSpan rest;
            lock (gate)
            {
                Tick();
                rest = screen.Rest;
            }

            wake.Writer.TryWrite(true);
            await Task.Delay(rest, time, cancellationToken);
        }
    }

    private async Task WriteAsync(ZrleEncoding zrle, CancellationToken cancellationToken)
    {
        var writer = new RfbWriter(stream);
        while (await wake.Reader.WaitToReadAsync(cancellationToken))
        {
            wake.Reader.TryRead(out _);
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            var due = Due();
            if (due.Copied is { } text)
                await writer.CutTextAsync(text, either.Token);
            if (due.Areas is { } areas)
                await writer.UpdateAsync(shown, areas, due.Zrle ? zrle : raw, due.Format, either.Token);
        }
    }

    private (string? Copied, List<CellArea>? Areas, PixelFormat Format, bool Zrle) Due()
    {
        lock (gate)
        {
            Tick();
            var areas = wanted is null ? null : shown.Take(screen, wanted.Area, wanted.Whole);
            if (areas is [] && !wanted!.Whole)
                areas = null;
            if (areas is not null)
                wanted = null;
            return (screen.TakeCopied(), areas, format, knowsZrle);
        }
    }

    private void Tick() => screen.Tick(time.GetElapsedTime(began));

    private void Take(ClientMessage message)
    {
        switch (message)
        {
            case ClientMessage.SetPixelFormat set:
                format = set.Format;
                break;
            case ClientMessage.SetEncodings set:
                knowsZrle = set.Numbers.Contains(ZrleEncoding.EncodingNumber);
                break;
            case ClientMessage.UpdateRequest request:
                wanted = wanted is null ? request : new(wanted.Area.Around(request.Area), wanted.Whole || request.Whole);
                break;
            case ClientMessage.Key key:
                screen.Key(key.Keysym, key.Down);
                break;
            case ClientMessage.Pointer pointer:
                screen.Pointer(pointer.Buttons, pointer.X, pointer.Y);
                break;
            case ClientMessage.CutText cut:
                screen.SetClipboard(cut.Text);
                break;
        }
    }
}
