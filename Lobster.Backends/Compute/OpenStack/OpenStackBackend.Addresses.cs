using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>
/// Addresses. A port has one floating address at most, so that a second one brings a port of its own, which goes with it.
/// </summary>
internal partial class OpenStackBackend : IAddressChanges
{
    public IReadOnlyList<AddressType> AddressTypes { get; } =
        options.ExternalNetwork is null ? [AddressType.PrivateIPv4] : [AddressType.PublicIPv4, AddressType.PrivateIPv4];

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken) =>
        OpenStackMapping.Addresses(await RequireAsync(vmId, cancellationToken));

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        await RequireAsync(vmId, cancellationToken);
        if (!AddressTypes.Contains(type)) throw Rejected("This region does not give such addresses.");
        if (type == AddressType.PrivateIPv4) return OpenStackTasks.Poll(new OpenStackTask.Attaching(vmId, await AttachAsync(vmId, cancellationToken)));
        var ports = await neutron.PortsAsync(vmId, cancellationToken);
        var isFirst = ports.Count > 0 && (await neutron.FloatingIpsAsync([ports[0].Id], cancellationToken)).Count == 0;
        var port = isFirst ? ports[0].Id : await AttachAsync(vmId, cancellationToken);
        var address = await BindAsync(vmId, port, isOwnPort: !isFirst, cancellationToken);
        return OpenStackTasks.Poll(new OpenStackTask.Addressing(vmId, address, IsWanted: true)) with { ResultId = $"{address}" };
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        var server = await RequireAsync(vmId, cancellationToken);
        var known = OpenStackMapping.Addresses(server).FirstOrDefault(a => a.Address.Equals(address));
        if (known is null) return new BackendChange.Done();
        if (!known.CanRemove) throw Rejected("This address belongs to the machine and stays.");
        var ports = await neutron.PortsAsync(vmId, cancellationToken);
        var floating = (await neutron.FloatingIpsAsync(ports.Select(p => p.Id), cancellationToken)).FirstOrDefault(f => f.FloatingIpAddress == $"{address}");
        if (floating is not null) await neutron.DeleteFloatingIpAsync(floating.Id, cancellationToken);
        var port = ports.FirstOrDefault(p => floating is null ? p.FixedIps?.Any(i => i.IpAddress == $"{address}") == true : p.Id == floating.PortId);
        if (port is not null && port != ports[0]) await compute.DetachAsync(vmId, port.Id, cancellationToken);
        return OpenStackTasks.Poll(new OpenStackTask.Addressing(vmId, address, IsWanted: false));
    }

    private async Task<BackendTask> AddressedAsync(OpenStackTask.Addressing task, CancellationToken cancellationToken)
    {
        var isThere = OpenStackMapping.Addresses(await RequireAsync(task.Vm, cancellationToken)).Any(a => a.Address.Equals(task.Address));
        return isThere == task.IsWanted ? new BackendTask.Succeeded(task.IsWanted ? $"{task.Address}" : null) : new BackendTask.Running();
    }

    private async Task<BackendTask> AttachedAsync(OpenStackTask.Attaching task, CancellationToken cancellationToken)
    {
        var server = await RequireAsync(task.Vm, cancellationToken);
        var port = (await neutron.PortsAsync(task.Vm, cancellationToken)).FirstOrDefault(p => p.Id == task.Port);
        if (port is null) return new BackendTask.Failed(BackendErrorKind.Rejected, "OpenStack could not add the address.");
        var added = OpenStackMapping.Addresses(server).FirstOrDefault(a => a.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && port.FixedIps?.Any(i => i.IpAddress == $"{a.Address}") == true);
        return added is null ? new BackendTask.Running() : new BackendTask.Succeeded($"{added.Address}");
    }

    private async Task<string> AttachAsync(string vmId, CancellationToken cancellationToken) =>
        await compute.AttachAsync(vmId, options.Network, cancellationToken) ?? throw new BackendException(BackendErrorKind.OutcomeUnknown, "OpenStack did not say which port it added.");

    // A port that was added for an address which then could not be had goes again.
    private async Task<IPAddress> BindAsync(string vmId, string port, bool isOwnPort, CancellationToken cancellationToken)
    {
        try
        {
            var made = await neutron.AddFloatingIpAsync(new OpenStackNewFloatingIp(options.ExternalNetwork!, port, $"lobster {installation:N} {vmId}"), cancellationToken);
            return IPAddress.Parse(made.FloatingIpAddress);
        }
        catch (BackendException e) when (isOwnPort && e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await compute.DetachAsync(vmId, port, cancellationToken);
            throw;
        }
    }

    private async Task ReleaseAsync(string vmId, CancellationToken cancellationToken)
    {
        var ports = await neutron.PortsAsync(vmId, cancellationToken);
        foreach (var floating in await neutron.FloatingIpsAsync(ports.Select(p => p.Id), cancellationToken))
            await neutron.DeleteFloatingIpAsync(floating.Id, cancellationToken);
    }
}
