using System.Net;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>Addresses, their names, and what passes through them.</summary>
internal sealed partial class LobsterPanelBackend : IAddressChanges, IReverseDns, ITransferMeter
{
    private const string Counter = "period";

    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4];

    public TransferKind TransferKind => TransferKind.MonthToDate;

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        var rows = vm.Vm.Status == "active" && vm.Details is { CanAddresses: true } ? await client.AddressesAsync(vmId, cancellationToken) : [];
        return LobsterPanelMapping.Addresses(vm, rows);
    }

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        if (!AddressTypes.Contains(type)) throw Rejected("The other panel adds public IPv4 addresses only.");
        var before = await ListAddressesAsync(vmId, cancellationToken);
        await client.AddAddressAsync(vmId, cancellationToken);
        // The answer does not tell which it is.
        return new BackendChange.Poll(new LobsterPanelTask.Addressing(vmId, [.. before.Select(a => a.Address)]).TaskId);
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var row = (await ListAddressesAsync(vmId, cancellationToken)).FirstOrDefault(a => a.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw Rejected("This address belongs to the machine and cannot be removed.");
        await client.RemoveAddressAsync(vmId, address.ToString(), row.MapsTo?.ToString() ?? "", cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<BackendChange> SetReverseDnsAsync(string vmId, IPAddress address, string? hostName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!(await ListAddressesAsync(vmId, cancellationToken)).Any(a => a.Address.Equals(address) && a.CanSetReverseDns))
            throw new BackendException(BackendErrorKind.NotFound, "The machine has no such address.");
        if (hostName is not null && Uri.CheckHostName(hostName) != UriHostNameType.Dns) throw Rejected("This is no host name.");
        await client.SetNameAsync(vmId, address.ToString(), hostName ?? "", cancellationToken);
        return new BackendChange.Done();
    }

    // One request a machine. One figure of both directions, as the backend behind the other panel reports it for its period.
    public IAsyncEnumerable<TransferReading> ReadTransferAsync(IReadOnlyCollection<string> vmIds, Instant since, CancellationToken cancellationToken) =>
        TransferOneByOne.ReadAsync(vmIds, AtOnce, ReadAsync, cancellationToken);

    private async Task<TransferReading?> ReadAsync(string vmId, CancellationToken cancellationToken)
    {
        // Before the machine is active the figure is a zero that says nothing.
        var bytes = await FindAsync(vmId, cancellationToken) is { Vm.Status: "active", Details.Status: { Length: > 0 } } vm ? vm.Details.BandwidthUsed : null;
        var now = Instant.From(time.GetUtcNow());
        return bytes is null ? null : new TransferReading(vmId, TransferKind.MonthToDate, Counter, InBytes: null, OutBytes: bytes, From: null, Until: now);
    }

    private async Task<string?> AddedAsync(LobsterPanelTask.Addressing task, LobsterPanelMachine vm, CancellationToken cancellationToken) =>
        LobsterPanelMapping.Addresses(vm, await client.AddressesAsync(task.VmId, cancellationToken)).FirstOrDefault(a => a.IsPublic && !task.Before.Contains(a.Address))?.Address.ToString();
}
