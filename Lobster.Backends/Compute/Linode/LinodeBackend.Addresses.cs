using System.Net;
using System.Net.Sockets;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Linode;

/// <summary>Addresses and their names.</summary>
internal sealed partial class LinodeBackend : IAddressChanges, IReverseDns
{
    public IReadOnlyList<AddressType> AddressTypes { get; } = options.MoreAddresses
        ? [AddressType.PublicIPv4, AddressType.PublicIPv6, AddressType.PrivateIPv4]
        : [AddressType.PrivateIPv4];

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken) =>
        await AddressesAsync(await RequireAsync(vmId, cancellationToken), cancellationToken);

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        if (!AddressTypes.Contains(type)) throw new BackendException(BackendErrorKind.Rejected, "Linode gives more addresses of this kind only after a support ticket.");
        var vm = await RequireChangeableAsync(vmId, cancellationToken);
        var added = type == AddressType.PublicIPv6
            ? (await client.AddRangeAsync(vm.Id, cancellationToken)).Range.Split('/')[0]
            : (await client.AddAddressAsync(vm.Id, type == AddressType.PublicIPv4, cancellationToken)).Address;
        return new BackendChange.Done { ResultId = added };
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var vm = await RequireChangeableAsync(vmId, cancellationToken);
        if ((await AddressesAsync(vm, cancellationToken)).FirstOrDefault(a => a.Address.Equals(address)) is not { } row) return new BackendChange.Done();
        if (!row.CanRemove) throw new BackendException(BackendErrorKind.Rejected, "This address belongs to the machine and cannot be removed.");
        await RemoveAsync(vm.Id, address, cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<BackendChange> SetReverseDnsAsync(string vmId, IPAddress address, string? hostName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!(await ListAddressesAsync(vmId, cancellationToken)).Any(a => a.Address.Equals(address) && a.CanSetReverseDns))
            throw new BackendException(BackendErrorKind.NotFound, "The machine has no such address.");
        await client.SetReverseAsync(address.ToString(), hostName, cancellationToken);
        return new BackendChange.Done();
    }

    private async Task<IReadOnlyList<VmAddress>> AddressesAsync(LinodeInstance vm, CancellationToken cancellationToken) =>
        LinodeMapping.Addresses(await client.AddressesAsync(vm.Id, cancellationToken), !LinodeMapping.HasFixedAddresses(vm));

    private async Task<LinodeInstance> RequireChangeableAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        return LinodeMapping.HasFixedAddresses(vm) ? throw new BackendException(BackendErrorKind.Rejected, LinodeMapping.FixedAddresses) : vm;
    }

    // A range stays with the account when its machine goes, and an account may have only one in a region. What Linode refuses to take back does not keep the machine.
    private async Task RemoveRangesAsync(long id, CancellationToken cancellationToken)
    {
        foreach (var range in (await client.AddressesAsync(id, cancellationToken)).Ipv6?.Global ?? [])
        {
            try
            {
                await client.RemoveRangeAsync(range.Range, cancellationToken);
            }
            catch (BackendException e) when (e.Kind is BackendErrorKind.NotFound or BackendErrorKind.Rejected)
            {
                // Gone already, or it stays.
            }
        }
    }

    // The only removable addresses of IPv6 are ranges.
    private async Task RemoveAsync(long id, IPAddress address, CancellationToken cancellationToken)
    {
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6) await client.RemoveRangeAsync(address.ToString(), cancellationToken);
            else await client.RemoveAddressAsync(id, address.ToString(), cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            // Gone already.
        }
    }
}
