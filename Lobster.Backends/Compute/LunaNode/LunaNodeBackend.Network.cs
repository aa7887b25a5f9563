using System.Net;
using Lobster.Core;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>Addresses, their names, and what passes through them.</summary>
internal sealed partial class LunaNodeBackend : IAddressChanges, IReverseDns, ITransferMeter
{
    private const string Counter = "period";

    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4, AddressType.PrivateIPv4];

    public TransferKind TransferKind => TransferKind.MonthToDate;

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken)
    {
        var addresses = LunaNodeMapping.Addresses(await RequireAsync(vmId, cancellationToken));
        var names = (await client.FloatingsAsync(cancellationToken)).ToLookup(f => f.Ip, f => f.Hostname?.TrimEnd('.'));
        return [.. addresses.Select(a => a with { ReverseDns = names[a.Address.ToString()].FirstOrDefault() is { Length: > 0 } name ? name : null })];
    }

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        if (!AddressTypes.Contains(type)) throw new BackendException(BackendErrorKind.Rejected, "Luna Node adds IPv4 addresses only.");
        var before = LunaNodeMapping.Addresses(await RequireAsync(vmId, cancellationToken));
        var isPublic = type == AddressType.PublicIPv4;
        await (isPublic ? client.AddPublicAsync(vmId, cancellationToken) : client.AddPrivateAsync(vmId, cancellationToken));
        // The answer does not tell which it is.
        return new BackendChange.Poll(new LunaNodeTask.Addressing(vmId, isPublic, [.. before.Select(a => a.Address)]).TaskId);
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var row = LunaNodeMapping.Addresses(await RequireAsync(vmId, cancellationToken)).FirstOrDefault(a => a.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw new BackendException(BackendErrorKind.Rejected, "This address belongs to the machine and cannot be removed.");
        await (row.IsPublic ? client.RemovePublicAsync(vmId, address.ToString(), cancellationToken) : client.RemovePrivateAsync(vmId, address.ToString(), cancellationToken));
        return new BackendChange.Done();
    }

    public async Task<BackendChange> SetReverseDnsAsync(string vmId, IPAddress address, string? hostName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!LunaNodeMapping.Addresses(await RequireAsync(vmId, cancellationToken)).Any(a => a.Address.Equals(address) && a.CanSetReverseDns))
            throw new BackendException(BackendErrorKind.NotFound, "The machine has no such address.");
        if (hostName is not null && Uri.CheckHostName(hostName) != UriHostNameType.Dns) throw new BackendException(BackendErrorKind.Rejected, "This is no host name.");
        await client.SetReverseAsync(address.ToString(), hostName ?? "", cancellationToken);
        return new BackendChange.Done();
    }

    public IAsyncEnumerable<TransferReading> ReadTransferAsync(IReadOnlyCollection<string> vmIds, Instant since, CancellationToken cancellationToken) =>
        TransferOneByOne.ReadAsync(vmIds, AtOnce, ReadAsync, cancellationToken);

    // The figure is of both directions together and of the provider's billing period, whose beginning it does not tell.
    private async Task<TransferReading?> ReadAsync(string vmId, CancellationToken cancellationToken)
    {
        var bytes = LunaNodeMapping.Bytes((await FindAsync(vmId, cancellationToken))?.Info.BandwidthUsedGb);
        var now = Instant.From(time.GetUtcNow());
        return bytes is null ? null : new TransferReading(vmId, TransferKind.MonthToDate, Counter, InBytes: null, OutBytes: bytes, From: null, Until: now);
    }

    // What Luna Node refuses to take back does not keep the machine.
    private async Task GiveBackAsync(LunaNodeMachine vm, CancellationToken cancellationToken)
    {
        foreach (var extra in LunaNodeMapping.Addresses(vm).Where(a => a is { IsPublic: true, CanRemove: true }))
        {
            try
            {
                await client.RemovePublicAsync(vm.Extra.VmId, extra.Address.ToString(), cancellationToken);
            }
            catch (BackendException e) when (e.Kind is BackendErrorKind.NotFound or BackendErrorKind.Rejected)
            {
                // Gone already, or it stays.
            }
        }
    }

    private static string? Added(LunaNodeTask.Addressing task, LunaNodeMachine vm) =>
        LunaNodeMapping.Addresses(vm).FirstOrDefault(a => a.IsPublic == task.IsPublic && !task.Before.Contains(a.Address))?.Address.ToString();
}
