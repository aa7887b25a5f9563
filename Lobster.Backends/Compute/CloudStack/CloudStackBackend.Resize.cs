using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>
/// Another size. Few hypervisors change a machine that runs, so one that runs is stopped, changed, and started again. That it is to be started again is a tag
/// of the machine, put on before it is stopped; every step looks at the machine and does what is missing, so whoever finds it half-done finishes it.
/// </summary>
internal sealed partial class CloudStackBackend : IResize
{
    private const string RestartTag = "lobster-restart";

    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var vm = await RequireAsync(vmId, cancellationToken);
        Settled(vm);
        if (size.DiskGb < CloudStackMapping.Gb((await RootDiskAsync(vmId, cancellationToken)).Size)) throw Rejected("CloudStack cannot make a disk smaller.");
        var plan = CloudStackPlanOptions.Read(size.Metadata);
        var goal = Goal((await SizingAsync(size, plan, cancellationToken)).Offering, size, plan);
        var task = new CloudStackTask.Resizing(vmId, goal, await SizeOfAsync(vm, cancellationToken), Job: null, Problem: null);
        return await NextAsync(task, vm, cancellationToken) switch
        {
            BackendTask.Succeeded => new BackendChange.Done(),
            BackendTask.Running running => new BackendChange.Poll(running.ContinueAs ?? CloudStackTasks.Write(task)),
            BackendTask.Failed failed => throw new BackendException(failed.Kind, failed.Message),
            var other => throw new InvalidOperationException($"Nothing is known about {other}."),
        };
    }

    private async Task<BackendTask> ResizedAsync(CloudStackTask.Resizing task, CancellationToken cancellationToken) => await ProgressOrNullAsync(task.Job, cancellationToken) switch
    {
        CloudStackProgress.UnderWay => new BackendTask.Running(Text: "Changing its size"),
        CloudStackProgress.Failed failed => TurnBack(task, failed.Kind),
        _ => await NextAsync(task with { Job = null }, await RequireAsync(task.Vm, cancellationToken), cancellationToken),
    };

    private async Task<BackendTask> NextAsync(CloudStackTask.Resizing task, CloudStackMachine vm, CancellationToken cancellationToken)
    {
        var power = CloudStackMapping.Power(vm);
        if (power != PowerState.Running && power != PowerState.Stopped) return new BackendTask.Running(Text: "Changing its size");
        var disk = await RootDiskAsync(task.Vm, cancellationToken);
        var isServed = task.Goal.IsServedBy(vm);
        var isReached = isServed && (task.Goal.DiskGb == 0 || CloudStackMapping.Gb(disk.Size) >= task.Goal.DiskGb);
        try
        {
            return (power == PowerState.Running, isReached, IsToRestart(vm)) switch
            {
                (true, false, false) => Step(task, "Preparing", await client.TagAsync(task.Vm, RestartTag, "true", cancellationToken)),
                (true, false, true) => Step(task, "Stopping", await client.StopAsync(task.Vm, forced: false, cancellationToken)),
                (false, false, _) when isServed => Step(task, "Growing its disk", await client.ResizeDiskAsync(disk.Id, task.Goal.DiskGb, cancellationToken)),
                (false, false, _) => await ChangeAsync(task, cancellationToken),
                (false, true, true) => Step(task, "Starting", await client.StartAsync(task.Vm, cancellationToken)),
                (_, true, var isTagged) => await EndAsync(task, isTagged, cancellationToken),
            };
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // Perhaps busy with this very step, begun by a panel that died.
            return new BackendTask.Running(Text: "Changing its size");
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.QuotaExceeded && task.Problem is null)
        {
            return TurnBack(task, e.Kind);
        }
    }

    // Done when it is answered; the next look goes on from there.
    private async Task<BackendTask> ChangeAsync(CloudStackTask.Resizing task, CancellationToken cancellationToken)
    {
        await client.ChangeServiceAsync(task.Vm, task.Goal.Parameters, cancellationToken);
        return new BackendTask.Running(Text: "Changing its size", ContinueAs: CloudStackTasks.Write(task));
    }

    private async Task<BackendTask> EndAsync(CloudStackTask.Resizing task, bool isTagged, CancellationToken cancellationToken)
    {
        if (isTagged) await QuietlyAsync(client.UntagAsync(task.Vm, RestartTag, cancellationToken));
        return task.Problem is { } problem ? new BackendTask.Failed(problem, "CloudStack could not give the machine this size; it has the one that it had.") : new BackendTask.Succeeded();
    }

    // The same steps lead back: to the size that it had, and to running if it ran.
    private static BackendTask TurnBack(CloudStackTask.Resizing task, BackendErrorKind kind)
    {
        if (task.Problem is not null) return new BackendTask.Failed(BackendErrorKind.Unavailable, "CloudStack could neither give the machine another size nor take it back.");
        var problem = kind is BackendErrorKind.QuotaExceeded ? kind : BackendErrorKind.Rejected;
        return new BackendTask.Running(Text: "Taking it back", ContinueAs: CloudStackTasks.Write(task with { Goal = task.From, Job = null, Problem = problem }));
    }

    private static BackendTask.Running Step(CloudStackTask.Resizing task, string text, CloudStackAccepted accepted) =>
        new(Text: text, ContinueAs: CloudStackTasks.Write(task with { Job = accepted.JobId }));

    private async Task<CloudStackGoal> SizeOfAsync(CloudStackMachine vm, CancellationToken cancellationToken)
    {
        if (vm.ServiceOfferingId is not { } id) throw Rejected("CloudStack does not tell the size of this machine.");
        var offering = await FoundAsync(client.OfferingsAsync(options.Zone, id, cancellationToken), cancellationToken);
        return new CloudStackGoal(
            id, offering is { IsCustomized: true } && vm is { CpuNumber: { } cpus, Memory: { } ram } ? new CloudStackFigures(cpus, ram, offering.CpuSpeed is > 0 ? null : vm.CpuSpeed) : null, DiskGb: 0);
    }

    private async Task<CloudStackVolume> RootDiskAsync(string vmId, CancellationToken cancellationToken) =>
        await client.RootDisksAsync(vmId, cancellationToken).FirstOrDefaultAsync(cancellationToken) ?? throw new BackendException(BackendErrorKind.Conflict, "The machine has no disk yet.");

    private static bool IsToRestart(CloudStackMachine vm) => vm.Tags?.Any(t => t.Key == RestartTag) == true;
}
