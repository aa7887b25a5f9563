using System.Net;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>Addresses. A plan must allow more than one; they go back to their pool with the machine.</summary>
internal sealed partial class SolusVm2Backend : IAddressChanges
{
    public IReadOnlyList<AddressType> AddressTypes { get; } = [AddressType.PublicIPv4];

    public async Task<IReadOnlyList<VmAddress>> ListAddressesAsync(string vmId, CancellationToken cancellationToken) =>
        [.. SolusVm2Mapping.Addresses(await RequireAsync(vmId, cancellationToken)).Select(a => a.Row)];

    public async Task<BackendChange> AddAddressAsync(string vmId, AddressType type, CancellationToken cancellationToken)
    {
        if (!AddressTypes.Contains(type)) throw Rejected("SolusVM 2 adds public IPv4 addresses only.");
        var vm = await RequireAsync(vmId, cancellationToken);
        Settled(vm);
        var job = await client.AddIpAsync(vm.Id, cancellationToken);
        return SolusVm2Tasks.Poll(new SolusVm2Task.Adding(vm.Id, job.Id, [.. SolusVm2Mapping.Addresses(vm).Select(a => a.Row.Address)]));
    }

    public async Task<BackendChange> RemoveAddressAsync(string vmId, IPAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var vm = await RequireAsync(vmId, cancellationToken);
        var (id, row) = SolusVm2Mapping.Addresses(vm).FirstOrDefault(a => a.Row.Address.Equals(address));
        if (row is null) return new BackendChange.Done();
        if (!row.CanRemove) throw Rejected("This address belongs to the machine and cannot be removed.");
        Settled(vm);
        var job = await client.RemoveIpAsync(vm.Id, id!.Value, cancellationToken);
        return SolusVm2Tasks.Poll(new SolusVm2Task.Removing(vm.Id, job.Id, address));
    }

    private async Task<BackendTask> AddedAsync(SolusVm2Task.Adding task, CancellationToken cancellationToken)
    {
        var job = await client.JobAsync(task.Job, cancellationToken);
        if (SolusVm2States.Job(job.Status) == SolusVm2Progress.UnderWay) return Running(job, "Adding an address");
        var now = await ListAddressesAsync($"{task.Vm}", cancellationToken);
        return now.FirstOrDefault(a => !task.Known.Contains(a.Address)) is { } added ? new BackendTask.Succeeded($"{added.Address}") : Failed("SolusVM could not add an address.");
    }

    private async Task<BackendTask> RemovedAsync(SolusVm2Task.Removing task, CancellationToken cancellationToken)
    {
        var job = await client.JobAsync(task.Job, cancellationToken);
        if (SolusVm2States.Job(job.Status) == SolusVm2Progress.UnderWay) return Running(job, "Removing the address");
        var now = await ListAddressesAsync($"{task.Vm}", cancellationToken);
        return now.Any(a => a.Address.Equals(task.Address)) ? Failed("SolusVM could not remove the address.") : new BackendTask.Succeeded();
    }
}
