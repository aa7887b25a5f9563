using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>
/// Addresses: those that belong to the machine, and a reserved IPv4 address assigned to it, which is extra and goes with it
/// (https://docs.digitalocean.com/products/networking/reserved-ips/details/limits/: one for each Droplet). A reserved IPv6 address is not
/// offered: it is reserved first and assigned afterwards, and what a crash leaves in between could not be told from anybody else's.
/// </summary>
internal sealed partial class DigitalOceanBackend : IAddressChanges
{
    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4];

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var reserved = (await ReservedAsync(vm.Id, cancellationToken)).ConvertAll(r => IPAddress.Parse(r.Ip));
        // A reserved address may be told among the machine's own.
        return [.. DigitalOceanMapping.Addresses(vm).Where(a => !reserved.Contains(a.Address)), .. reserved.Select(a => new VmAddress(a) { CanRemove = true })];
    }

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        if (!AddressTypes.Contains(type)) throw Rejected("DigitalOcean adds public IPv4 addresses only.");
        var vm = DigitalOceanMapping.Id(vmId) ?? throw NoMachine();
        // A second one could be reserved and not assigned, and what is not assigned costs money.
        if ((await ReservedAsync(vm, cancellationToken)).Count > 0) throw Rejected("At DigitalOcean a machine has one extra address at most, and this one has it.");
        var made = await client.ReserveIpAsync(vm, cancellationToken);
        var ip = made.ReservedIp.Ip;
        return made.Links?.Actions is [{ Id: var action }, ..]
            ? DigitalOceanTasks.Poll(new DigitalOceanTask.Assigning(IPAddress.Parse(ip), action)) with { ResultId = ip }
            : new BackendChange.Done { ResultId = ip };
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var row = (await ListAddressesAsync(vmId, cancellationToken)).FirstOrDefault(a => a.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw Rejected("This address belongs to the machine and cannot be removed.");
        await GoneIsFineAsync(client.ReleaseIpAsync(address.ToString(), cancellationToken));
        return new BackendChange.Done();
    }

    // One that could not be assigned would cost money for nothing.
    private async Task<BackendTask> AssignedAsync(DigitalOceanTask.Assigning task, CancellationToken cancellationToken)
    {
        var ip = task.Address.ToString();
        var progress = DigitalOceanStates.Action((await client.IpActionAsync(ip, task.Action, cancellationToken)).Status);
        if (progress == DigitalOceanProgress.Completed) return new BackendTask.Succeeded(ip);
        if (progress == DigitalOceanProgress.UnderWay) return new BackendTask.Running();
        await GoneIsFineAsync(client.ReleaseIpAsync(ip, cancellationToken));
        return Failed("DigitalOcean could not add the address.");
    }

    private async Task ReleaseAsync(long vm, CancellationToken cancellationToken)
    {
        foreach (var reserved in await ReservedAsync(vm, cancellationToken)) await GoneIsFineAsync(client.ReleaseIpAsync(reserved.Ip, cancellationToken));
    }

    private async Task<List<DigitalOceanReservedIp>> ReservedAsync(long vm, CancellationToken cancellationToken) =>
        await client.ReservedIpsAsync(cancellationToken).Where(r => r.Droplet?.Id == vm && IPAddress.TryParse(r.Ip, out _)).ToListAsync(cancellationToken);
}
