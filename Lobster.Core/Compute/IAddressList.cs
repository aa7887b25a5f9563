namespace Lobster.Core.Compute;

/// <summary>Tells a machine's addresses with all the provider knows about them.</summary>
public interface IAddressList : ICapability
{
    /// <summary>All addresses, main one first.</summary>
    Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken);
}
