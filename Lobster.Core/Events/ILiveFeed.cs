namespace Lobster.Core.Events;

/// <summary>Carries "this changed" to whoever watches. Losing nothing: a watcher that fell behind is told to read everything again.</summary>
public interface ILiveFeed
{
    /// <summary>Tells all watchers; never blocks and never throws.</summary>
    void Publish(IReadOnlyCollection<LiveChange> changes);

    /// <summary>
    /// Changes from now on, in batches, until cancelled. An empty batch means "you fell behind: read everything again".
    /// The subscription exists as soon as this method returns.
    /// </summary>
    IAsyncEnumerable<IReadOnlyCollection<LiveChange>> Watch(CancellationToken cancellationToken);
}
