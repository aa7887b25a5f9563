using Amazon.EC2.Model;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// Another size. AWS changes only an instance that is stopped, so one that runs is stopped, changed and started again. That it is to be started again is a tag, put on before it is
/// stopped; every step looks at the machine and does what is missing, so whoever finds it half-done finishes it.
/// </summary>
internal sealed partial class Ec2Backend : IResize
{
    private const string Changing = "Changing its size";

    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var (id, vm) = await RequireAsync(vmId, cancellationToken);
        if (size.DiskGb < (await RootAsync(vm, cancellationToken)).Size) throw Rejected("AWS cannot make a disk smaller.");
        var power = Ec2Mapping.Power(vm);
        var isUnderWay = IsToRestart(vm);
        if (!power.IsSettled && !isUnderWay) throw Busy();
        var goal = new Ec2Goal(await FittingAsync(size, vm, cancellationToken), size.DiskGb);
        var task = new Ec2Task.Resizing(id, goal, vm.InstanceType.Value, isUnderWay || power == PowerState.Running, Problem: null);
        return await NextAsync(task, vm, cancellationToken) switch
        {
            BackendTask.Succeeded => new BackendChange.Done(),
            BackendTask.Running running => new BackendChange.Poll(running.ContinueAs ?? Ec2Tasks.Write(task)),
            BackendTask.Failed failed => throw new BackendException(failed.Kind, failed.Message),
            var other => throw new InvalidOperationException($"Nothing is known about {other}."),
        };
    }

    private async Task<BackendTask> ResizedAsync(Ec2Task.Resizing task, CancellationToken cancellationToken) => await NextAsync(task, await RequireAsync(task.Vm, cancellationToken), cancellationToken);

    private async Task<BackendTask> NextAsync(Ec2Task.Resizing task, Instance vm, CancellationToken cancellationToken)
    {
        var power = Ec2Mapping.Power(vm);
        if (Ec2States.IsGoing(Ec2Mapping.State(vm))) throw NoMachine();
        if (power != PowerState.Running && power != PowerState.Stopped) return new BackendTask.Running(Text: Changing);
        var disk = await RootAsync(vm, cancellationToken);
        var isGrown = disk.Size >= task.Goal.DiskGb;
        try
        {
            return (power == PowerState.Running, vm.InstanceType.Value == task.Goal.Type) switch
            {
                (true, false) => await HaltAsync(vm, cancellationToken),
                (false, false) => await StepAsync(Changing, client.ChangeTypeAsync(vm.InstanceId, task.Goal.Type, cancellationToken)),
                (_, true) when !isGrown => await StepAsync("Growing its disk", client.GrowAsync(disk.VolumeId, task.Goal.DiskGb, cancellationToken)),
                (false, true) when task.EndsRunning => await StepAsync("Starting", client.StartAsync(vm.InstanceId, cancellationToken)),
                _ => await EndAsync(task, vm, cancellationToken),
            };
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // Perhaps busy with this very step, begun by a panel that died.
            return new BackendTask.Running(Text: Changing);
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.QuotaExceeded)
        {
            return TurnBack(task, e.Kind);
        }
    }

    private async Task<BackendTask> HaltAsync(Instance vm, CancellationToken cancellationToken)
    {
        if (!IsToRestart(vm)) await client.TagAsync(vm.InstanceId, Ec2Tags.Restart, "true", cancellationToken);
        return await StepAsync("Stopping", client.StopAsync(vm.InstanceId, isForced: false, cancellationToken));
    }

    private static async Task<BackendTask> StepAsync(string text, Task step)
    {
        await step;
        return new BackendTask.Running(Text: text);
    }

    private async Task<BackendTask> EndAsync(Ec2Task.Resizing task, Instance vm, CancellationToken cancellationToken)
    {
        if (IsToRestart(vm)) await client.UntagAsync(vm.InstanceId, Ec2Tags.Restart, cancellationToken);
        return task.Problem is { } problem ? new BackendTask.Failed(problem, "AWS could not give the machine this size; it has the one that it had.") : new BackendTask.Succeeded();
    }

    // The same steps lead back: to the type that it had, and to running if it ran. A disk that has grown stays so.
    private static BackendTask TurnBack(Ec2Task.Resizing task, BackendErrorKind kind) => task.Problem is not null
        ? new BackendTask.Failed(BackendErrorKind.Unavailable, "AWS could neither give the machine another size nor take it back.")
        : new BackendTask.Running(Text: "Taking it back", ContinueAs: Ec2Tasks.Write(task with { Goal = new Ec2Goal(task.From, DiskGb: 0), Problem = kind }));

    // Said before the machine is stopped for it.
    private async Task<string> FittingAsync(VmSize size, Instance vm, CancellationToken cancellationToken)
    {
        var name = await TypeAsync(size, vm.Architecture?.Value, cancellationToken);
        var type = await TypeAsync(name, cancellationToken) ?? throw Rejected("AWS has no machine of this size.");
        var fits = vm.Architecture is not { } architecture || type.ProcessorInfo?.SupportedArchitectures is not { } supported || supported.Contains(architecture.Value);
        return fits ? name : throw Rejected("A machine of this size has another kind of processor.");
    }

    private async Task<Volume> RootAsync(Instance vm, CancellationToken cancellationToken) =>
        await DiskAsync(vm, cancellationToken) ?? throw new BackendException(BackendErrorKind.Conflict, "The machine has no disk yet.");
}
