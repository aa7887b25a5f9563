using System.Net;

namespace Lobster.Core.Compute;

/// <summary>Adds addresses to a machine and takes them away.</summary>
public interface IAddressChanges : IAddressList
{
    /// <summary>What <see cref="AddAddressAsync"/> can be asked for.</summary>
    IReadOnlyList<AddressType> AddressTypes { get; }

    /// <summary>Adds one address of the provider's choice; the change's result id is its text.</summary>
    Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken);

    /// <summary>Takes an address away and gives it back to the provider, so that it costs no more. Gone already is done.</summary>
    Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken);
}
