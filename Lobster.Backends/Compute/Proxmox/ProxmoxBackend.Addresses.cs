using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>
/// Addresses. Proxmox VE hands none out: the region's pool does, and a tag says who has which, so that one list tells what is free. Two machines may take the
/// same address at once: each looks again when its tag can be seen, and gives way where it finds another.
/// </summary>
internal sealed partial class ProxmoxBackend : IAddressChanges
{
    // The card of an address that was added.
    private const int Extra = 1;

    public IReadOnlyList<AddressType> AddressTypes { get; } =
        options.Pool.Count == 0 ? [] : ProxmoxMapping.IsPublic(options.Pool.First) ? [AddressType.PublicIPv4] : [AddressType.PrivateIPv4];

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken) =>
        await AddressesAsync(await RequireAsync(vmId, cancellationToken), cancellationToken);

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(vmId, cancellationToken);
        if (!AddressTypes.Contains(type)) throw Rejected("The region has no addresses of this kind to give.");
        if (machine.Config.Cards().Contains(Extra)) throw Rejected("A machine has one extra address at most, and this one has it.");
        var address = FreeAddress(await client.ResourcesAsync(cancellationToken), Guid.CreateVersion7());
        await SetAsync(machine, new Dictionary<string, string>
        {
            [$"net{Extra}"] = Card(options.Bridge, null), [$"ipconfig{Extra}"] = address.Short, ["tags"] = ProxmoxTags.Write(machine.Tags, [], Claims(address)),
        }, cancellationToken);
        return ProxmoxTasks.Poll(new ProxmoxTask.Addressing(machine.Place.Vm, address.Address.ToString()));
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var machine = await RequireAsync(vmId, cancellationToken);
        var row = (await AddressesAsync(machine, cancellationToken)).FirstOrDefault(a => a.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw Rejected("This address belongs to the machine and cannot be removed.");
        await SetAsync(machine, new Dictionary<string, string>
        {
            ["delete"] = $"net{Extra},ipconfig{Extra}", ["tags"] = ProxmoxTags.Write(machine.Tags, [ProxmoxTags.AddressTag(address)]),
        }, cancellationToken);
        return new BackendChange.Done();
    }

    private async Task<BackendTask> AddressedAsync(ProxmoxTask.Addressing task, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(task.Vm, cancellationToken);
        return await MoveAsync(machine, cancellationToken) is { } other
            ? Next(task with { Address = other.Address.ToString() }, "Getting its address")
            : new BackendTask.Succeeded(task.Address);
    }

    /// <summary>Gives a machine another address where somebody else has the same; null: nobody has.</summary>
    private async Task<ProxmoxAddress?> MoveAsync(ProxmoxMachine machine, CancellationToken cancellationToken)
    {
        var mine = ProxmoxTags.Addresses(machine.Tags).ToList();
        if (mine.Count == 0) return null;
        var all = await client.ResourcesAsync(cancellationToken);
        var others = UsedAddresses(all.Where(r => r.Vmid != machine.Place.Vm));
        if (mine.Find(others.Contains) is not { } shared || machine.Config.Given().FirstOrDefault(g => shared.Equals(g.V4?.Address)) is not { } given) return null;
        var other = FreeAddress(all, Guid.CreateVersion7());
        await SetAsync(machine, new Dictionary<string, string>
        {
            [$"ipconfig{given.Card}"] = given.Card == 0 ? IpConfig(other) : other.Short, ["tags"] = ProxmoxTags.Write(machine.Tags, [ProxmoxTags.AddressTag(shared)], Claims(other)),
        }, cancellationToken);
        return other;
    }

    private async Task<IReadOnlyList<VmAddress>> AddressesAsync(ProxmoxMachine machine, CancellationToken cancellationToken)
    {
        var added = machine.Config.Given().FirstOrDefault(g => g.Card == Extra)?.V4?.Address;
        List<VmAddress> given = [.. ProxmoxMapping.Given(machine.Config).Select(a => a with { CanRemove = a.Address.Equals(added) })];
        if (!machine.Config.AsksNetwork || !machine.Status.IsRunning || !machine.Config.HasAgent) return given;
        var seen = ProxmoxMapping.Seen(await InterfacesAsync(machine.Place, cancellationToken));
        return [.. given, .. seen.Where(s => !given.Exists(g => g.Address.Equals(s.Address)))];
    }

    // A guest need not have the agent, and may keep it from answering.
    private async Task<IReadOnlyList<ProxmoxInterface>> InterfacesAsync(ProxmoxPlace at, CancellationToken cancellationToken)
    {
        try
        {
            return await client.InterfacesAsync(at, cancellationToken);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Conflict or BackendErrorKind.Rejected or BackendErrorKind.Unavailable)
        {
            return [];
        }
    }

    private ProxmoxAddress FreeAddress(IReadOnlyList<ProxmoxResource> all, Guid token) =>
        options.Pool.Free(UsedAddresses(all), token) ?? throw new BackendException(BackendErrorKind.QuotaExceeded, "The region has no address left.");

    private static HashSet<IPAddress> UsedAddresses(IEnumerable<ProxmoxResource> all) => [.. all.SelectMany(r => ProxmoxTags.Addresses(r.TagList))];

    private static IEnumerable<string> Claims(ProxmoxAddress? address) => address is null ? [] : [ProxmoxTags.AddressTag(address.Address)];

    private string IpConfig(ProxmoxAddress? address) => (address?.Full ?? "ip=dhcp") + (options.Ipv6 is { } how ? $",ip6={how}" : "");
}
