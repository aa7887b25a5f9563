namespace Lobster.Core.Compute;

/// <summary>Reads how much machines have sent and received.</summary>
public interface ITransferMeter : ICapability
{
    /// <summary>What this backend's readings mean.</summary>
    TransferKind TransferKind { get; }

    /// <summary>
    /// Reads the counters of these machines, in as few requests as possible. A machine of which the provider says nothing now, or
    /// that is gone, is left out: unknown is not zero. Fails only when nothing can be read at all.
    /// </summary>
    /// <param name="vmIds">Whose.</param>
    /// <param name="since">
    /// The end of the last reading, for <see cref="TransferKind.Delta"/> and <see cref="TransferKind.UtcDay"/>: tell what ended or changed
    /// since. The other kinds ignore it.
    /// </param>
    /// <param name="cancellationToken">Ours.</param>
    IAsyncEnumerable<TransferReading> ReadTransferAsync(
        IReadOnlyCollection<string> vmIds, Instant since, CancellationToken cancellationToken);
}
