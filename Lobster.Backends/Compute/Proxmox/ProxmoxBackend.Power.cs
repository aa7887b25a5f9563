using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Power, asked for and forced.</summary>
internal sealed partial class ProxmoxBackend : IForcedPower
{
    private const string OnlyRunning = "Only a running machine can be restarted.";

    public async Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken)
    {
        var machine = Settled(await RequireAsync(vmId, cancellationToken));
        if (machine.Power == PowerState.Running) return new BackendChange.Done();
        if (machine.Status.IsRunning) throw Conflict("The machine is halted. Restart it by force.");
        await RetagAsync(machine, [ProxmoxTags.Restart], [], cancellationToken);
        return ProxmoxTasks.Poll(new ProxmoxTask.Starting(machine.Place.Vm) { Upid = await client.StartAsync(machine.Place, cancellationToken) });
    }

    public async Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken)
    {
        var machine = Settled(await RequireAsync(vmId, cancellationToken));
        await RetagAsync(machine, [ProxmoxTags.Restart], [], cancellationToken);
        return machine.Status.IsStopped ? new BackendChange.Done() : await OffAsync(machine, isCut: machine.Power != PowerState.Running, cancellationToken);
    }

    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        var machine = Settled(await RequireAsync(vmId, cancellationToken));
        if (machine.Power != PowerState.Running) throw Conflict(OnlyRunning);
        var upid = await client.RebootAsync(machine.Place, Patience, cancellationToken);
        return ProxmoxTasks.Poll(new ProxmoxTask.Restarting(machine.Place.Vm, IsReset: false) { Upid = upid });
    }

    public async Task<BackendChange> ForceStopAsync(string vmId, CancellationToken cancellationToken)
    {
        // Not only a settled machine: one that hangs is what this is for.
        var machine = await RequireAsync(vmId, cancellationToken);
        return machine.Status.IsStopped ? new BackendChange.Done() : await OffAsync(machine, isCut: true, cancellationToken);
    }

    public async Task<BackendChange> ForceRebootAsync(string vmId, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(vmId, cancellationToken);
        if (!machine.Status.IsRunning) throw Conflict(OnlyRunning);
        return ProxmoxTasks.Poll(new ProxmoxTask.Restarting(machine.Place.Vm, IsReset: true) { Upid = await client.ResetAsync(machine.Place, cancellationToken) });
    }

    // A reboot wants some time even where a stop does not.
    private TimeSpan Patience => options.Shutdown > TimeSpan.Zero ? options.Shutdown : TimeSpan.FromSeconds(60);

    private async Task<BackendChange> OffAsync(ProxmoxMachine machine, bool isCut, CancellationToken cancellationToken) =>
        ProxmoxTasks.Poll(new ProxmoxTask.Stopping(machine.Place.Vm, isCut) { Upid = await TurnOffAsync(machine, isCut, cancellationToken) });

    private Task<string?> TurnOffAsync(ProxmoxMachine machine, bool isCut, CancellationToken cancellationToken) => isCut || options.Shutdown == TimeSpan.Zero
        ? client.StopAsync(machine.Place, cancellationToken)
        : client.ShutdownAsync(machine.Place, options.Shutdown, cancellationToken);

    private async Task<BackendTask> StartedAsync(ProxmoxTask.Starting task, string? problem, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(task.Vm, cancellationToken);
        if (machine.Status.IsRunning) return new BackendTask.Succeeded();
        if (problem is not null) return Failed("Proxmox VE could not start the machine", problem);
        return Next(task with { Upid = await client.StartAsync(machine.Place, cancellationToken) }, "Starting");
    }

    private async Task<BackendTask> StoppedAsync(ProxmoxTask.Stopping task, string? problem, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(task.Vm, cancellationToken);
        if (machine.Status.IsStopped) return new BackendTask.Succeeded();
        if (problem is not null && task.IsCut) return Failed("Proxmox VE could not stop the machine", problem);
        // Asking has ended and did not help. Where it could not even begin, it is asked again.
        var isCut = task.IsCut || task.Upid is not null;
        return Next(task with { IsCut = isCut, Upid = await TurnOffAsync(machine, isCut, cancellationToken) }, isCut ? "Cutting its power" : "Shutting down");
    }

    private async Task<BackendTask> RestartedAsync(ProxmoxTask.Restarting task, string? problem, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(task.Vm, cancellationToken);
        // It shut down and did not come up again.
        if (machine.Status.IsStopped) return Next(new ProxmoxTask.Starting(task.Vm) { Upid = await client.StartAsync(machine.Place, cancellationToken) }, "Starting");
        if (problem is null && task.Upid is not null) return new BackendTask.Succeeded();
        if (problem is not null && task.IsReset) return Failed("Proxmox VE could not restart the machine", problem);
        var isReset = task.IsReset || task.Upid is not null;
        var upid = isReset ? await client.ResetAsync(machine.Place, cancellationToken) : await client.RebootAsync(machine.Place, Patience, cancellationToken);
        return Next(task with { IsReset = isReset, Upid = upid }, "Restarting");
    }

    // One that nothing holds.
    private static ProxmoxMachine Settled(ProxmoxMachine machine) => machine.Power.IsSettled ? machine : throw Conflict("Proxmox VE is still busy with this machine.");
}
