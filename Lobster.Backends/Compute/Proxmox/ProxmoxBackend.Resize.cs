using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>
/// Another size. Processors and memory change at a start, so a machine that runs is stopped, changed and started again. That it is to be started again is a tag,
/// put on before it is stopped: whoever finds it half-done then finishes it.
/// </summary>
internal sealed partial class ProxmoxBackend : IResize
{
    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var machine = await RequireAsync(vmId, cancellationToken);
        if (size.DiskGb < machine.DiskGb) throw Rejected("Proxmox VE cannot make a disk smaller.");
        Settled(machine);
        var task = new ProxmoxTask.Resizing(machine.Place.Vm, size.VCpus, size.RamMb, size.DiskGb);
        if (!Fits(machine, task) && !machine.Status.IsStopped)
        {
            await RetagAsync(machine, [], [ProxmoxTags.Restart], cancellationToken);
            return ProxmoxTasks.Poll(task with { Upid = await TurnOffAsync(machine, isCut: false, cancellationToken) });
        }

        return await ResizedAsync(task, null, cancellationToken) switch
        {
            BackendTask.Running { ContinueAs: { } next } => new BackendChange.Poll(next),
            BackendTask.Succeeded => new BackendChange.Done(),
            BackendTask.Failed failed => throw new BackendException(failed.Kind, failed.Message),
            _ => ProxmoxTasks.Poll(task),
        };
    }

    private async Task<BackendTask> ResizedAsync(ProxmoxTask.Resizing task, string? problem, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(task.Vm, cancellationToken);
        var isOver = task.Failure is not null || Fits(machine, task);
        // A shutdown that failed is followed by a stop; anything else that failed leaves the size as it was.
        if (!isOver && problem is not null && (machine.Status.IsStopped || task.Upid!.Contains(":qmstop:", StringComparison.Ordinal)))
            (task, problem, isOver) = (task with { Failure = Failed("Proxmox VE could not change the size, which is as it was", problem).Message }, null, true);
        if (!isOver) return await ChangeAsync(machine, task, cancellationToken);
        if (!machine.Has(ProxmoxTags.Restart) || machine.Status.IsRunning) return await EndAsync(machine, task, cancellationToken);
        return problem is null
            ? Next(task with { Upid = await client.StartAsync(machine.Place, cancellationToken) }, "Starting")
            : Failed("Proxmox VE could not start the machine again", problem);
    }

    // The disk first: only that can fail for want of room, and then nothing has changed.
    private async Task<BackendTask> ChangeAsync(ProxmoxMachine machine, ProxmoxTask.Resizing task, CancellationToken cancellationToken)
    {
        if (!machine.Status.IsStopped) return Next(task with { Upid = await TurnOffAsync(machine, isCut: task.Upid is not null, cancellationToken) }, "Shutting down");
        if (machine.Config.BootDisk is { } drive && machine.DiskGb < task.DiskGb)
            return Next(task with { Upid = await client.GrowAsync(machine.Place, drive, task.DiskGb, cancellationToken) }, "Growing its disk");
        await SetAsync(machine, new Dictionary<string, string> { ["cores"] = Text(task.Cores), ["sockets"] = "1", ["memory"] = Text(task.RamMb) }, cancellationToken);
        return Next(task with { Upid = null }, "Changing its size");
    }

    private async Task<BackendTask> EndAsync(ProxmoxMachine machine, ProxmoxTask.Resizing task, CancellationToken cancellationToken)
    {
        await RetagAsync(machine, [ProxmoxTags.Restart], [], cancellationToken);
        return task.Failure is { } failure ? new BackendTask.Failed(BackendErrorKind.Rejected, failure) : new BackendTask.Succeeded();
    }

    private static bool Fits(ProxmoxMachine machine, ProxmoxTask.Resizing task) =>
        machine.Config.VCpus == task.Cores && machine.Config.RamMb == task.RamMb && !(machine.DiskGb < task.DiskGb);
}
