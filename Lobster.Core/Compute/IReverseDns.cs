using System.Net;

namespace Lobster.Core.Compute;

/// <summary>Sets reverse DNS names, for the addresses that say <see cref="VmAddress.CanSetReverseDns"/>.</summary>
public interface IReverseDns : IAddressList
{
    /// <summary>Sets the name.</summary>
    /// <param name="vmId">The machine that has the address; of another's is <see cref="BackendErrorKind.NotFound"/>.</param>
    /// <param name="address">The address.</param>
    /// <param name="hostName">A fully qualified name without the last dot; null: back to the provider's own.</param>
    /// <param name="cancellationToken">Ours.</param>
    Task<BackendChange> SetReverseDnsAsync(string vmId, IPAddress address, string? hostName, CancellationToken cancellationToken);
}
