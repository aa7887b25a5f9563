using Amazon.EC2.Model;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>Power, names and what goes on step by step.</summary>
internal sealed partial class Ec2Backend : IForcedPower, IRename
{
    public async Task<BackendChange> StartAsync(string vmId, CancellationToken cancellationToken)
    {
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        var power = Ec2Mapping.Power(vm);
        if (power == PowerState.Running) return new BackendChange.Done();
        if (power != PowerState.Stopped && power != PowerState.Starting) throw Busy();
        if (power == PowerState.Stopped) await client.StartAsync(vm.InstanceId, cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running);
    }

    public Task<BackendChange> StopAsync(string vmId, CancellationToken cancellationToken) => StopAsync(vmId, isForced: false, cancellationToken);

    public Task<BackendChange> ForceStopAsync(string vmId, CancellationToken cancellationToken) => StopAsync(vmId, isForced: true, cancellationToken);

    public async Task<BackendChange> RebootAsync(string vmId, CancellationToken cancellationToken)
    {
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        if (Ec2Mapping.Power(vm) != PowerState.Running) throw new BackendException(BackendErrorKind.Conflict, "Only a running machine can be restarted.");
        await client.RebootAsync(vm.InstanceId, cancellationToken);
        return new BackendChange.WatchVm(PowerState.Running, Settling);
    }

    // EC2 has one restart: it asks the guest, and presses reset by itself when the guest does not heed within a few minutes.
    public Task<BackendChange> ForceRebootAsync(string vmId, CancellationToken cancellationToken) => RebootAsync(vmId, cancellationToken);

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (_, vm) = await RequireAsync(vmId, cancellationToken);
        if (Ec2Tags.Of(vm.Tags, Ec2Tags.Name) != name) await client.TagAsync(vm.InstanceId, Ec2Tags.Name, name, cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken) => Ec2Tasks.Read(taskId) switch
    {
        Ec2Task.Creating task => await CreatedAsync(task, cancellationToken),
        Ec2Task.Stopping task => await StoppedAsync(task, cancellationToken),
        Ec2Task.Reimaging task => await ReimagedAsync(task, cancellationToken),
        Ec2Task.Resizing task => await ResizedAsync(task, cancellationToken),
        Ec2Task.Imaging task => await ImagedAsync(task, cancellationToken),
        Ec2Task.Naming task => await NamedAsync(task, cancellationToken),
        null => throw new BackendException(BackendErrorKind.NotFound, "AWS has no such task."),
        var task => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    private async Task<BackendChange> StopAsync(string vmId, bool isForced, CancellationToken cancellationToken)
    {
        var (id, vm) = await RequireAsync(vmId, cancellationToken);
        var power = Ec2Mapping.Power(vm);
        // Whoever stops it does not want it started again by a resize that was left half-done.
        if (IsToRestart(vm)) await client.UntagAsync(vm.InstanceId, Ec2Tags.Restart, cancellationToken);
        if (power == PowerState.Stopped) return new BackendChange.Done();
        if (power != PowerState.Running && power != PowerState.Stopping) throw Busy();
        if (power == PowerState.Running || isForced) await client.StopAsync(vm.InstanceId, isForced, cancellationToken);
        return Ec2Tasks.Poll(new Ec2Task.Stopping(id, Deadline()));
    }

    // A guest that does not heed loses its power, since a stopped machine must be stopped. One that was started meanwhile is stopped again.
    private async Task<BackendTask> StoppedAsync(Ec2Task.Stopping task, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(task.Vm, cancellationToken);
        if (Ec2Mapping.Power(vm) == PowerState.Stopped) return new BackendTask.Succeeded();
        if (Ec2States.IsGoing(Ec2Mapping.State(vm))) throw NoMachine();
        if (time.GetUtcNow().ToUnixTimeSeconds() < task.Deadline) return new BackendTask.Running(Text: "Shutting down");
        await WhenItCanAsync(client.StopAsync(vm.InstanceId, isForced: true, cancellationToken));
        return new BackendTask.Running(Text: "Cutting its power", ContinueAs: Ec2Tasks.Write(task with { Deadline = Deadline() }));
    }

    private long Deadline() => (time.GetUtcNow() + options.Shutdown).ToUnixTimeSeconds();

    private static bool IsToRestart(Instance vm) => Ec2Tags.Of(vm.Tags, Ec2Tags.Restart) is not null;

    // Begins a step. Where AWS is busy the same task is asked again: it may be busy with this very step, begun by a panel that died.
    private static async Task WhenItCanAsync(Task step)
    {
        try
        {
            await step;
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // As told above.
        }
    }
}
