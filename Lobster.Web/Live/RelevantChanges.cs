using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lobster.Core.Events;

namespace Lobster.Web.Live;

/// <summary>Turns the feed of all changes into "read again" for one page: only what concerns it, and never faster than the page can follow.</summary>
internal static class RelevantChanges
{
    /// <summary>
    /// One item at once, with the feed already joined, for the first reading; then one for the changes that concern the reader within each
    /// <paramref name="gap"/>.
    /// An empty batch of the feed, which means that some were missed, concerns everybody.
    /// </summary>
    public static async IAsyncEnumerable<bool> Relevant(
        this ILiveFeed feed, Func<LiveChange, bool> concerns, TimeProvider time, TimeSpan gap, [EnumeratorCancellation] CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        signal.Writer.TryWrite(true);
        var pump = PumpAsync(feed.Watch(ending.Token), concerns, signal.Writer, ending.Token);
        try
        {
            while (await signal.Reader.WaitToReadAsync(ending.Token))
            {
                if (signal.Reader.TryRead(out var changed)) yield return changed;
                await Task.Delay(gap, time, ending.Token);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await pump;
        }
    }

    private static async Task PumpAsync(
        IAsyncEnumerable<IReadOnlyCollection<LiveChange>> batches, Func<LiveChange, bool> concerns, ChannelWriter<bool> signal, CancellationToken ending)
    {
        try
        {
            await foreach (var batch in batches.WithCancellation(ending))
                if (batch.Count == 0 || batch.Any(concerns)) signal.TryWrite(true);
            signal.Complete();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            signal.Complete();
        }
    }
}
