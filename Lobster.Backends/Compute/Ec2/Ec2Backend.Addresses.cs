using System.Net;
using Amazon.EC2.Model;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// Addresses. An extra public one is an Elastic IP address for a private address that has none: the main one, or a further one, so that the address which the machine has is not lost.
/// It carries the instance in its tags from the moment it is allocated, so that it is found again after a lost answer, and goes with the machine.
/// </summary>
internal sealed partial class Ec2Backend : IAddressChanges, IReverseDns
{
    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4, AddressType.PrivateIPv4];

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken)
    {
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        var elastic = await ElasticAsync(vm, cancellationToken);
        var addresses = Ec2Mapping.Addresses(vm, elastic);
        if (elastic.Count == 0) return addresses;
        var names = await client.ReverseNamesAsync([.. elastic.Select(e => e.AllocationId)], cancellationToken);
        return [.. addresses.Select(a => a.CanSetReverseDns ? a with { ReverseDns = names.Find(n => n.PublicIp == a.Address.ToString())?.PtrRecord?.TrimEnd('.') } : a)];
    }

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        return type switch
        {
            AddressType.PublicIPv4 => new BackendChange.Done { ResultId = await AddElasticAsync(vm, isMain: false, cancellationToken) },
            AddressType.PrivateIPv4 => new BackendChange.Done { ResultId = await AddPrivateAsync(Main(vm), cancellationToken) },
            _ => throw Rejected("AWS adds IPv4 addresses only."),
        };
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        var ours = await OursAsync(vm, cancellationToken);
        if (ours.Find(e => e.PublicIp == address.ToString() && Ec2Tags.Of(e.Tags, Ec2Tags.Main) is null) is { } elastic)
        {
            await ReleaseAsync(vm, elastic, cancellationToken);
            return new BackendChange.Done();
        }

        var row = Ec2Mapping.Addresses(vm, ours).FirstOrDefault(a => a.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw Rejected("This address belongs to the machine and cannot be removed.");
        await GoneIsFineAsync(client.UnassignPrivateAsync(InterfaceOf(vm, address.ToString())!.NetworkInterfaceId, address.ToString(), cancellationToken));
        return new BackendChange.Done();
    }

    public async Task<BackendChange> SetReverseDnsAsync(string vmId, IPAddress address, string? hostName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        if (hostName is not null && (Uri.CheckHostName(hostName) != UriHostNameType.Dns || !hostName.Contains('.', StringComparison.Ordinal))) throw Rejected("Enter a full domain name, such as mail.example.org.");
        var elastic = (await ElasticAsync(vm, cancellationToken)).Find(e => e.PublicIp == address.ToString());
        if (elastic is null)
            throw Ec2Mapping.Addresses(vm, []).Any(a => a.Address.Equals(address)) ? Rejected("AWS sets reverse names of Elastic IP addresses only.") : new BackendException(BackendErrorKind.NotFound, "The machine has no such address.");
        await (hostName is null ? client.UnnameAsync(elastic.AllocationId, cancellationToken) : client.NameAsync(elastic.AllocationId, hostName, cancellationToken));
        return Ec2Tasks.Poll(new Ec2Task.Naming(elastic.AllocationId, hostName));
    }

    private async Task<BackendTask> NamedAsync(Ec2Task.Naming task, CancellationToken cancellationToken)
    {
        var told = (await client.ReverseNamesAsync([task.Allocation], cancellationToken)).FirstOrDefault();
        if (string.Equals(told?.PtrRecord?.TrimEnd('.'), task.Name, StringComparison.OrdinalIgnoreCase)) return new BackendTask.Succeeded();
        if (told?.PtrRecordUpdate?.Status?.Contains("fail", StringComparison.OrdinalIgnoreCase) == true)
            return new BackendTask.Failed(BackendErrorKind.Rejected, "AWS did not take the name: a record of the name must lead to the address first.");
        return told?.PtrRecordUpdate is null && task.Name is null ? new BackendTask.Succeeded() : new BackendTask.Running(Text: "Setting the name");
    }

    private async Task<IReadOnlyList<VmAddress>> AddressesAsync(Instance vm, CancellationToken cancellationToken) => Ec2Mapping.Addresses(vm, await ElasticAsync(vm, cancellationToken));

    // Those that it has now. Most machines have an address of the pool, and need not be asked about.
    private async Task<List<Address>> ElasticAsync(Instance vm, CancellationToken cancellationToken)
    {
        if (!Ec2Mapping.MayHaveElastic(vm)) return [];
        List<string> interfaces = [.. Ec2Mapping.Interfaces(vm).Select(n => n.NetworkInterfaceId)];
        var told = await client.AddressesAsync(new Filter("network-interface-id", interfaces), cancellationToken);
        return told.FindAll(e => e.AllocationId is not null && interfaces.Contains(e.NetworkInterfaceId));
    }

    // Those that were made for it, with or without it.
    private async Task<List<Address>> OursAsync(Instance vm, CancellationToken cancellationToken) =>
        [.. (await client.AddressesAsync(Tagged(Ec2Tags.For, vm.InstanceId), cancellationToken)).Where(e => Ec2Tags.Of(e.Tags, Ec2Tags.For) == vm.InstanceId && e.AllocationId is not null)];

    // The one that comes with the machine, made once however often it is asked for.
    private async Task AddMainAsync(Instance vm, CancellationToken cancellationToken)
    {
        if (!(await OursAsync(vm, cancellationToken)).Exists(e => e.AssociationId is not null && Ec2Tags.Of(e.Tags, Ec2Tags.Main) is not null)) await AddElasticAsync(vm, isMain: true, cancellationToken);
    }

    private async Task<string> AddElasticAsync(Instance vm, bool isMain, CancellationToken cancellationToken)
    {
        var nic = Main(vm);
        // One that was allocated by a request whose answer was lost, and leads nowhere yet.
        var left = (await OursAsync(vm, cancellationToken)).Find(e => e.AssociationId is null && Ec2Tags.Of(e.Tags, Ec2Tags.Main) is not null == isMain);
        var (allocation, address) = left is not null ? (left.AllocationId, left.PublicIp)
            : await client.AllocateAsync(Ec2Tags.OfAddress(installation, vm.InstanceId, isMain), cancellationToken) is var made ? (made.AllocationId, made.PublicIp) : default;
        string? added = null;
        try
        {
            var inner = isMain ? nic.PrivateIpAddress : Free(nic) ?? (added = await AddPrivateAsync(nic, cancellationToken));
            await client.AssociateAsync(new AssociateAddressRequest { AllocationId = allocation, NetworkInterfaceId = nic.NetworkInterfaceId, PrivateIpAddress = inner }, cancellationToken);
            return address;
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await QuietlyAsync(client.ReleaseAsync(allocation, cancellationToken));
            if (added is not null) await QuietlyAsync(client.UnassignPrivateAsync(nic.NetworkInterfaceId, added, cancellationToken));
            throw;
        }
    }

    private async Task<string> AddPrivateAsync(InstanceNetworkInterface nic, CancellationToken cancellationToken)
    {
        var before = (nic.PrivateIpAddresses ?? []).ConvertAll(a => a.PrivateIpAddress);
        var added = (await client.AssignPrivateAsync(nic.NetworkInterfaceId, cancellationToken)).ConvertAll(a => a.PrivateIpAddress).Except(before).LastOrDefault();
        return added ?? throw new BackendException(BackendErrorKind.OutcomeUnknown, "AWS did not say which address it added.");
    }

    private async Task ReleaseAllAsync(Instance vm, CancellationToken cancellationToken)
    {
        foreach (var elastic in await OursAsync(vm, cancellationToken)) await ReleaseAsync(vm, elastic, cancellationToken);
    }

    private async Task ReleaseAsync(Instance vm, Address elastic, CancellationToken cancellationToken)
    {
        if (elastic.AssociationId is { } association) await GoneIsFineAsync(client.DisassociateAsync(association, cancellationToken));
        await GoneIsFineAsync(client.ReleaseAsync(elastic.AllocationId, cancellationToken));
        // The private address that was added for it.
        if (elastic.PrivateIpAddress is { } inner && InterfaceOf(vm, inner) is { } nic && nic.PrivateIpAddress != inner)
            await GoneIsFineAsync(client.UnassignPrivateAsync(nic.NetworkInterfaceId, inner, cancellationToken));
    }

    private static InstanceNetworkInterface Main(Instance vm) => Ec2Mapping.Interfaces(vm) is [var first, ..] ? first : throw Rejected("The machine has no network interface.");

    private static InstanceNetworkInterface? InterfaceOf(Instance vm, string address) => Ec2Mapping.Interfaces(vm).FirstOrDefault(n => n.PrivateIpAddresses?.Exists(a => a.PrivateIpAddress == address) == true);

    // The main private address, while the machine has no public one at all.
    private static string? Free(InstanceNetworkInterface nic) => (nic.PrivateIpAddresses ?? []).TrueForAll(a => a.Association?.PublicIp is null) ? nic.PrivateIpAddress : null;
}
