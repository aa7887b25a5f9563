using System.Runtime.CompilerServices;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute;

/// <summary>Transfer of a provider that tells it machine by machine: some at once, and those that cannot be read are left out.</summary>
internal static class TransferOneByOne
{
    /// <summary>The readings of these machines.</summary>
    /// <param name="vmIds">Whose.</param>
    /// <param name="atOnce">How many are asked for at once.</param>
    /// <param name="read">Reads one; null: nothing is told of it now.</param>
    /// <param name="cancellationToken">Ours.</param>
    /// <exception cref="BackendException">Nothing could be read at all.</exception>
    public static async IAsyncEnumerable<TransferReading> ReadAsync(
        IEnumerable<string> vmIds, int atOnce, Func<string, CancellationToken, Task<TransferReading?>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (isTold, failure) = (false, (BackendException?)null);
        foreach (var some in vmIds.Chunk(atOnce))
        {
            // Asking on would only make it worse; who was not asked is told next time.
            if (failure is { Kind: BackendErrorKind.RateLimited or BackendErrorKind.Unauthorized }) break;
            foreach (var (reading, failed) in await Task.WhenAll(some.Select(TryAsync)))
            {
                failure ??= failed;
                isTold |= failed is null;
                if (reading is not null) yield return reading;
            }
        }

        if (!isTold && failure is not null) throw failure;

        async Task<(TransferReading? Reading, BackendException? Failure)> TryAsync(string vmId)
        {
            try
            {
                return (await read(vmId, cancellationToken), null);
            }
            catch (BackendException e)
            {
                return (null, e);
            }
        }
    }
}
