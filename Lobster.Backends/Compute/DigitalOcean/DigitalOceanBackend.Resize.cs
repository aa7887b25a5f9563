using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>
/// Another size. The provider changes only a machine that is off, so one that runs is stopped, changed and started again. That it is to be started again is
/// a tag of the machine, put on before it is stopped: whoever finds it half-done then finishes it.
/// </summary>
internal sealed partial class DigitalOceanBackend : IResize
{
    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var vm = await RequireAsync(vmId, cancellationToken);
        if (size.DiskGb < vm.Disk) throw Rejected("DigitalOcean cannot make a disk smaller.");
        var goal = new DigitalOceanGoal(await PlanAsync(size, cancellationToken), size.DiskGb > vm.Disk ? size.DiskGb : null);
        if (await JoinAsync(vm, goal, cancellationToken) is { } joined) return joined;
        var power = Settled(vm);
        var endsRunning = power == PowerState.Running || DigitalOceanTags.IsToRestart(vm.Tags);
        var step = (power == PowerState.Running, goal.IsReachedBy(vm)) switch
        {
            (true, true) => (DigitalOceanResizeStep?)null,
            (true, false) => options.Shutdown > TimeSpan.Zero ? DigitalOceanResizeStep.ShutDown : DigitalOceanResizeStep.Cut,
            (false, true) => endsRunning ? DigitalOceanResizeStep.Start : null,
            (false, false) => DigitalOceanResizeStep.Change,
        };
        if (step is not { } first)
        {
            await ForgetRestartAsync(vm, cancellationToken);
            return new BackendChange.Done();
        }

        if (power == PowerState.Running) await RememberRestartAsync(vm, cancellationToken);
        var action = await client.ActAsync(vm.Id, Act(first, goal), cancellationToken);
        return DigitalOceanTasks.Poll(new DigitalOceanTask.Resizing(vm.Id, first, action.Id, Deadline(), goal, endsRunning));
    }

    // A step that is under way, begun by a request whose answer was lost. Null: none is.
    private async Task<BackendChange?> JoinAsync(DigitalOceanDroplet vm, DigitalOceanGoal goal, CancellationToken cancellationToken)
    {
        if (DigitalOceanMapping.Power(vm) != PowerState.Busy) return null;
        var endsRunning = DigitalOceanTags.IsToRestart(vm.Tags);
        var pending = await client.ActionsAsync(vm.Id, cancellationToken).FirstOrDefaultAsync(a => DigitalOceanStates.Action(a.Status) == DigitalOceanProgress.UnderWay, cancellationToken);
        DigitalOceanResizeStep? step = pending?.Type switch
        {
            "resize" => DigitalOceanResizeStep.Change,
            "shutdown" when endsRunning => DigitalOceanResizeStep.ShutDown,
            "power_off" when endsRunning => DigitalOceanResizeStep.Cut,
            "power_on" when endsRunning => DigitalOceanResizeStep.Start,
            _ => null,
        };
        return step is { } under ? DigitalOceanTasks.Poll(new DigitalOceanTask.Resizing(vm.Id, under, pending!.Id, Deadline(), goal, endsRunning)) : null;
    }

    private async Task<BackendTask> ResizedAsync(DigitalOceanTask.Resizing task, CancellationToken cancellationToken) => task.Step switch
    {
        DigitalOceanResizeStep.ShutDown => await StopAsync(task.Vm, task.Action, task.Deadline, cut => task with { Step = DigitalOceanResizeStep.Cut, Action = cut }, cancellationToken)
            ?? await ChangeAsync(task, cancellationToken),
        DigitalOceanResizeStep.Cut => await CutAsync(task.Vm, task.Action, again => task with { Action = again }, cancellationToken) ?? await ChangeAsync(task, cancellationToken),
        DigitalOceanResizeStep.Change => await ProgressAsync(task.Vm, task.Action, cancellationToken) switch
        {
            DigitalOceanProgress.Completed => await FinishAsync(task, DigitalOceanResizeStep.Start, cancellationToken),
            DigitalOceanProgress.Errored => await FinishAsync(task, DigitalOceanResizeStep.Restore, cancellationToken),
            _ => new BackendTask.Running(Text: "Changing its size"),
        },
        _ => await ProgressAsync(task.Vm, task.Action, cancellationToken) switch
        {
            DigitalOceanProgress.Completed => await EndAsync(task, cancellationToken),
            DigitalOceanProgress.Errored => Failed("DigitalOcean could not start the machine again after its change of size."),
            _ => new BackendTask.Running(Text: "Starting"),
        },
    };

    // It is off now. A panel that died may have changed it already.
    private async Task<BackendTask> ChangeAsync(DigitalOceanTask.Resizing task, CancellationToken cancellationToken)
    {
        if (task.Size.IsReachedBy(await RequireAsync($"{task.Vm}", cancellationToken))) return await FinishAsync(task, DigitalOceanResizeStep.Start, cancellationToken);
        try
        {
            return await StepAsync(task, DigitalOceanResizeStep.Change, "Changing its size", cancellationToken);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.QuotaExceeded)
        {
            return await FinishAsync(task, DigitalOceanResizeStep.Restore, cancellationToken);
        }
    }

    // Gives it the power state back that it had.
    private async Task<BackendTask> FinishAsync(DigitalOceanTask.Resizing task, DigitalOceanResizeStep start, CancellationToken cancellationToken)
    {
        var power = DigitalOceanMapping.Power(await RequireAsync($"{task.Vm}", cancellationToken));
        if (!task.EndsRunning || power == PowerState.Running) return await EndAsync(task with { Step = start }, cancellationToken);
        return power == PowerState.Stopped ? await StepAsync(task, start, "Starting", cancellationToken) : new BackendTask.Running(Text: "Starting");
    }

    private async Task<BackendTask> EndAsync(DigitalOceanTask.Resizing task, CancellationToken cancellationToken)
    {
        await ForgetRestartAsync(await RequireAsync($"{task.Vm}", cancellationToken), cancellationToken);
        return task.Step == DigitalOceanResizeStep.Restore ? Failed("DigitalOcean could not give the machine this size; it has the one that it had.") : new BackendTask.Succeeded();
    }

    private Task<BackendTask> StepAsync(DigitalOceanTask.Resizing task, DigitalOceanResizeStep step, string text, CancellationToken cancellationToken) =>
        NextAsync(task.Vm, Act(step, task.Size), action => task with { Step = step, Action = action }, text, cancellationToken);

    private static DigitalOceanAct Act(DigitalOceanResizeStep step, DigitalOceanGoal goal) => step switch
    {
        DigitalOceanResizeStep.ShutDown => new("shutdown"),
        DigitalOceanResizeStep.Cut => new("power_off"),
        DigitalOceanResizeStep.Change => new("resize") { Size = goal.Plan, Disk = goal.GrowTo is not null },
        _ => new("power_on"),
    };

    private async Task RememberRestartAsync(DigitalOceanDroplet vm, CancellationToken cancellationToken)
    {
        if (DigitalOceanTags.IsToRestart(vm.Tags)) return;
        try
        {
            await client.AttachTagAsync(DigitalOceanTags.Restart, vm.Id, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            await CreateRestartTagAsync(cancellationToken);
            await client.AttachTagAsync(DigitalOceanTags.Restart, vm.Id, cancellationToken);
        }
    }

    private async Task CreateRestartTagAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateTagAsync(DigitalOceanTags.Restart, cancellationToken);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.Conflict)
        {
            // Another resize made it just now; if not, attaching it fails next.
        }
    }

    private async Task ForgetRestartAsync(DigitalOceanDroplet vm, CancellationToken cancellationToken)
    {
        if (DigitalOceanTags.IsToRestart(vm.Tags)) await GoneIsFineAsync(client.DetachTagAsync(DigitalOceanTags.Restart, vm.Id, cancellationToken));
    }
}
