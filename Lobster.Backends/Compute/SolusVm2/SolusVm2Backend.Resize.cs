using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>Another plan. The master changes it in one task, and may stop and start the machine for it; the power state that it had is given back where the master does not.</summary>
internal sealed partial class SolusVm2Backend : IResize
{
    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var vm = await RequireAsync(vmId, cancellationToken);
        if (size.DiskGb < vm.Specifications?.Disk) throw Rejected("SolusVM cannot make a disk smaller.");
        var plan = await PlanAsync(size, cancellationToken);
        var power = SolusVm2Mapping.Power(vm);
        // It may be busy with this very change, whose answer was lost: nobody but the machine can tell, when it is free again.
        if (power == PowerState.Busy) return SolusVm2Tasks.Poll(new SolusVm2Task.Awaiting(vm.Id, plan, size.DiskGb));
        if (HasSize(vm, plan, size.DiskGb)) return new BackendChange.Done();
        try
        {
            var job = await client.ResizeAsync(vm.Id, Body(vm, plan, size.DiskGb), cancellationToken);
            return SolusVm2Tasks.Poll(new SolusVm2Task.Resizing(vm.Id, job.Id, plan, power == PowerState.Running));
        }
        catch (BackendException e)
        {
            throw Refusal(e, "SolusVM does not know the plan.");
        }
    }

    private async Task<BackendTask> AwaitedAsync(SolusVm2Task.Awaiting task, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync($"{task.Vm}", cancellationToken);
        var power = SolusVm2Mapping.Power(vm);
        if (power == PowerState.Busy) return new BackendTask.Running(Text: "Waiting for SolusVM");
        return HasSize(vm, task.Plan, task.DiskGb)
            ? new BackendTask.Succeeded()
            : await NextAsync("Changing its size", client.ResizeAsync(vm.Id, Body(vm, task.Plan, task.DiskGb), cancellationToken),
                job => new SolusVm2Task.Resizing(vm.Id, job, task.Plan, power == PowerState.Running));
    }

    private async Task<BackendTask> ResizedAsync(SolusVm2Task.Resizing task, CancellationToken cancellationToken)
    {
        var job = await client.JobAsync(task.Job, cancellationToken);
        var progress = SolusVm2States.Job(job.Status);
        if (progress == SolusVm2Progress.UnderWay) return Running(job, "Changing its size");
        var vm = await RequireAsync($"{task.Vm}", cancellationToken);
        var power = SolusVm2Mapping.Power(vm);
        if (power == PowerState.Busy) return new BackendTask.Running(Text: "Changing its size");
        var isDone = progress == SolusVm2Progress.Done || (progress == SolusVm2Progress.DoneWithErrors && vm.Plan?.Id == task.Plan);
        return (isDone, task.EndsRunning, power == PowerState.Stopped) switch
        {
            (true, true, true) => await StartAsync(task.Vm, [], cancellationToken),
            (true, false, false) when power == PowerState.Running => await ShutDownAsync(task.Vm, cancellationToken),
            (true, _, _) => new BackendTask.Succeeded(),
            (false, true, true) => await NextAsync("Starting", client.StartAsync(task.Vm, cancellationToken), next => new SolusVm2Task.Restoring(task.Vm, next)),
            _ => NotResized(),
        };
    }

    private async Task<BackendTask> RestoredAsync(SolusVm2Task.Restoring task, CancellationToken cancellationToken)
    {
        var job = await client.JobAsync(task.Job, cancellationToken);
        return SolusVm2States.Job(job.Status) == SolusVm2Progress.UnderWay ? Running(job, "Starting") : NotResized();
    }

    private static bool HasSize(SolusVm2Server vm, long plan, int diskGb) => vm.Plan?.Id == plan && vm.Specifications?.Disk == diskGb;

    private static SolusVm2Resize Body(SolusVm2Server vm, long plan, int diskGb) => new(plan, PreserveDisk: vm.Specifications?.Disk == diskGb);

    private static BackendTask.Failed NotResized() => Failed("SolusVM could not give the machine this size; it has the one that it had.");
}
