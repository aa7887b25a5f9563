using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>
/// Addresses. On a shared network a further one is a second address of the network card; on an isolated one it is a public address that the network's router
/// translates to the machine.
/// </summary>
internal sealed partial class CloudStackBackend : IAddressChanges
{
    private const string NoCard = "The machine has no network card.";

    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4];

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken) =>
        [.. CloudStackMapping.Addresses(await RequireAsync(vmId, cancellationToken))];

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(vmId, cancellationToken);
        if (!AddressTypes.Contains(type)) throw Rejected("Only public IPv4 addresses can be added.");
        var nic = (vm.Nic ?? []).OrderByDescending(n => n.IsDefault).FirstOrDefault() ?? throw Rejected(NoCard);
        if (nic.Type != "Isolated")
            return CloudStackMapping.Address(nic.IpAddress) is { } main && CloudStackMapping.IsPublic(main)
                ? await ActAsync(client.AddSecondaryAsync(nic.Id, cancellationToken))
                : throw Rejected("The machine's network has no public addresses.");
        if (vm.PublicIpId is { Length: > 0 }) throw Rejected("The machine has a public address already; its network translates one to each machine.");
        if (nic.NetworkId is not { } network) throw Rejected("CloudStack does not tell the machine's network.");
        var taken = await client.TakeAddressAsync(network, cancellationToken);
        return CloudStackTasks.Poll(new CloudStackTask.Translating(vmId, taken.Id ?? throw new BackendException(BackendErrorKind.OutcomeUnknown, "CloudStack does not say which address it gives."), taken.JobId));
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var vm = await RequireAsync(vmId, cancellationToken);
        var row = CloudStackMapping.Addresses(vm).FirstOrDefault(a => a.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw Rejected("This address belongs to the machine and cannot be removed.");
        try
        {
            if (vm.PublicIpId is { Length: > 0 } id && address.Equals(CloudStackMapping.Address(vm.PublicIp))) return await ActAsync(client.GiveAddressBackAsync(id, cancellationToken));
            var second = vm.Nic!.SelectMany(n => n.SecondaryIp ?? []).First(s => address.Equals(CloudStackMapping.Address(s.IpAddress)));
            return await ActAsync(client.RemoveSecondaryAsync(second.Id, cancellationToken));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return new BackendChange.Done();
        }
    }

    private async Task<BackendTask> TranslatedAsync(CloudStackTask.Translating task, CancellationToken cancellationToken)
    {
        var progress = await ProgressAsync(task.Job, cancellationToken);
        if (progress is CloudStackProgress.UnderWay) return new BackendTask.Running();
        if (progress is not CloudStackProgress.Done done) return await GiveUpAsync(task, (progress as CloudStackProgress.Failed)?.Task, cancellationToken);
        try
        {
            var vm = await RequireAsync(task.Vm, cancellationToken);
            if (vm.PublicIpId != task.Address) await client.TranslateAsync(task.Address, task.Vm, cancellationToken);
            return new BackendTask.Succeeded(done.Result.IpAddress?.IpAddress);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.NotFound or BackendErrorKind.Rejected or BackendErrorKind.Conflict or BackendErrorKind.Unauthorized)
        {
            return await GiveUpAsync(task, new BackendTask.Failed(e.Kind, e.Message), cancellationToken);
        }
    }

    // What was taken and cannot be used would go on costing.
    private async Task<BackendTask> GiveUpAsync(CloudStackTask.Translating task, BackendTask.Failed? why, CancellationToken cancellationToken)
    {
        await QuietlyAsync(client.GiveAddressBackAsync(task.Address, cancellationToken));
        return why ?? new BackendTask.Failed(BackendErrorKind.Unavailable, "CloudStack gave no address.");
    }
}
