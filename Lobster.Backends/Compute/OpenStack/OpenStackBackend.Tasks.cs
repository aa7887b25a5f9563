using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Work that goes on at the provider, step by step.</summary>
internal partial class OpenStackBackend : ILongTasks
{
    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken) => OpenStackTasks.Read(taskId) switch
    {
        OpenStackTask.Creating task => await CreatedAsync(task, cancellationToken),
        OpenStackTask.Stopping task => await StoppedAsync(task, cancellationToken),
        OpenStackTask.Reimaging task => await ReimagedAsync(task, cancellationToken),
        OpenStackTask.Resizing task => await ResizedAsync(task, cancellationToken),
        OpenStackTask.Addressing task => await AddressedAsync(task, cancellationToken),
        OpenStackTask.Attaching task => await AttachedAsync(task, cancellationToken),
        null => throw new BackendException(BackendErrorKind.NotFound, "OpenStack has no such task."),
        var task => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    // A floating address needs the machine's port, which comes a moment before the machine runs. Reserving and binding is one request, so that a panel which
    // died in between finds the address bound, or none.
    private async Task<BackendTask> CreatedAsync(OpenStackTask.Creating task, CancellationToken cancellationToken)
    {
        if (await FindAsync(task.Vm, cancellationToken) is not { } server) return Lost(null);
        var vm = OpenStackMapping.Vm(server);
        if (vm.Power == PowerState.Error) return Lost(vm.Problem);
        if (vm.Power != PowerState.Running) return new BackendTask.Running(Text: "Being made");
        if (options.ExternalNetwork is null || vm.Addresses?.Any(a => a.MapsTo is not null) == true) return new BackendTask.Succeeded();
        var ports = await neutron.PortsAsync(task.Vm, cancellationToken);
        if (ports.Count > 0 && (await neutron.FloatingIpsAsync(ports.Select(p => p.Id), cancellationToken)).Count == 0)
            await BindAsync(task.Vm, ports[0].Id, isOwnPort: false, cancellationToken);
        return new BackendTask.Running(Text: "Getting its address");
    }

    private static BackendTask.Failed Lost(string? problem) => new(BackendErrorKind.QuotaExceeded, problem ?? "OpenStack could not make this machine.");
}
