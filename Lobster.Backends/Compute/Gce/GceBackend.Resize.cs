using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// Another size. A disk grows while the machine runs; its type changes only while it is off, so one that runs is stopped, changed and started again. That it is to be started again
/// is a label of the machine, put on before it is stopped; every step looks at the machine and does what is missing, so whoever finds it half-done finishes it.
/// </summary>
internal sealed partial class GceBackend : IResize, IPlanCatalogue
{
    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        await client.MachineTypesAsync(options.Zone, cancellationToken).Select(GceMapping.Plan).ToListAsync(cancellationToken);

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var (at, vm) = await RequireAsync(vmId, cancellationToken);
        if (size.DiskGb < GceMapping.BootDisk(vm)?.DiskSizeGb) throw Rejected("Google cannot make a disk smaller.");
        var type = await TypeOfAsync(size, cancellationToken);
        if (await TypeAsync(at.Zone, type, cancellationToken) is null) throw Rejected(NoSize);
        var task = new GceTask.Resizing(at, type, size.DiskGb, GceMapping.Type(vm) ?? type);
        return await ResizeAsync(task, vm, cancellationToken) switch
        {
            BackendTask.Succeeded => new BackendChange.Done(),
            BackendTask.Running running => new BackendChange.Poll(running.ContinueAs ?? GceTasks.Write(task)),
            BackendTask.Failed failed => throw new BackendException(failed.Kind, failed.Message),
            var other => throw new InvalidOperationException($"Nothing is known about {other}."),
        };
    }

    private async Task<BackendTask> ResizedAsync(GceTask.Resizing task, BackendException? problem, CancellationToken cancellationToken)
    {
        // The wrong moment: what is still missing is begun once more.
        if (problem is not null and not { Kind: BackendErrorKind.Conflict or BackendErrorKind.RateLimited }) return TurnBack(task, problem.Kind);
        return await ResizeAsync(task with { Operation = null }, await RequireAsync(task.Vm, cancellationToken), cancellationToken);
    }

    private async Task<BackendTask> ResizeAsync(GceTask.Resizing task, GceInstance vm, CancellationToken cancellationToken)
    {
        var power = GceStates.Of(vm.Status);
        if (power != PowerState.Running && power != PowerState.Stopped) return new BackendTask.Running(Text: "Changing its size");
        try
        {
            return await ResizeStepAsync(task, vm, power == PowerState.Running, cancellationToken) is { Operation: { } operation, Text: var text }
                ? Next(task with { Operation = operation.Path }, text)
                : task.Problem is { } problem ? new BackendTask.Failed(problem, "Google could not give the machine this size; it has the type that it had.") : new BackendTask.Succeeded();
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // Perhaps busy with this very step, begun by a panel that died.
            return new BackendTask.Running(Text: "Changing its size", ContinueAs: GceTasks.Write(task));
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.QuotaExceeded && task.Problem is null)
        {
            return TurnBack(task, e.Kind);
        }
    }

    // The disk first: where that fails, nothing else has changed. Null: nothing is missing.
    private async Task<(GceOperation Operation, string Text)?> ResizeStepAsync(GceTask.Resizing task, GceInstance vm, bool isRunning, CancellationToken cancellationToken)
    {
        if (GceMapping.BootDisk(vm)?.DiskSizeGb < task.DiskGb)
            return (await client.ResizeDiskAsync(task.Vm.Zone, GceMapping.BootDiskName(vm)!, task.DiskGb, cancellationToken), "Growing its disk");
        return (isRunning, GceMapping.Type(vm) == task.Type, IsToRestart(vm)) switch
        {
            (true, false, false) => (await LabelAsync(task.Vm, vm, labels => labels[GceLabels.Restart] = "true", cancellationToken), "Preparing"),
            (true, false, true) => (await client.StopAsync(task.Vm, cancellationToken), "Stopping"),
            (false, false, _) => (await client.SetMachineTypeAsync(task.Vm, task.Type, cancellationToken), "Changing its size"),
            (false, true, true) => (await client.StartAsync(task.Vm, cancellationToken), "Starting"),
            (true, true, true) => (await LabelAsync(task.Vm, vm, labels => labels.Remove(GceLabels.Restart), cancellationToken), "Starting"),
            _ => null,
        };
    }

    // The same steps lead back: to the type that it had, and to running if it ran. A larger type may find no room only when it is started.
    private static BackendTask TurnBack(GceTask.Resizing task, BackendErrorKind kind)
    {
        if (task.Problem is not null) return new BackendTask.Failed(BackendErrorKind.Unavailable, "Google could neither give the machine another size nor take it back.");
        var problem = kind is BackendErrorKind.QuotaExceeded ? kind : BackendErrorKind.Rejected;
        return Next(task with { Type = task.From, DiskGb = 0, Operation = null, Problem = problem }, "Taking it back");
    }

    private static bool IsToRestart(GceInstance vm) => vm.Labels?.ContainsKey(GceLabels.Restart) == true;
}
