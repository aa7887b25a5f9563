using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Lobster.Core.Events;

/// <summary>The feed within one process.</summary>
public sealed class LocalLiveFeed : ILiveFeed
{
    private const int Backlog = 256;
    private readonly ConcurrentDictionary<Watcher, bool> watchers = new();

    /// <inheritdoc/>
    public void Publish(IReadOnlyCollection<LiveChange> changes)
    {
        if (changes.Count > 0) Pass(changes);
    }

    /// <summary>Tells this process's watchers what another panel changed; nothing in it means "read everything again".</summary>
    internal void Pass(IReadOnlyCollection<LiveChange> changes)
    {
        foreach (var watcher in watchers.Keys) watcher.Offer(changes);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyCollection<LiveChange>> Watch(CancellationToken cancellationToken)
    {
        var watcher = new Watcher();
        watchers[watcher] = true;
        return ReadAsync(watcher, cancellationToken);
    }

    private async IAsyncEnumerable<IReadOnlyCollection<LiveChange>> ReadAsync(
        Watcher watcher, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (await watcher.Reader.WaitToReadAsync(cancellationToken))
            {
                while (watcher.Reader.TryRead(out var batch)) yield return batch;
                if (watcher.FellBehind()) yield return [];
            }
        }
        finally
        {
            watchers.TryRemove(watcher, out _);
        }
    }

    private sealed class Watcher
    {
        private readonly Channel<IReadOnlyCollection<LiveChange>> channel =
            Channel.CreateBounded<IReadOnlyCollection<LiveChange>>(new BoundedChannelOptions(Backlog) { SingleReader = true });

        private int dropped;

        public ChannelReader<IReadOnlyCollection<LiveChange>> Reader => channel.Reader;

        public void Offer(IReadOnlyCollection<LiveChange> changes)
        {
            if (!channel.Writer.TryWrite(changes)) Interlocked.Exchange(ref dropped, 1);
        }

        public bool FellBehind() => Interlocked.Exchange(ref dropped, 0) == 1;
    }
}
