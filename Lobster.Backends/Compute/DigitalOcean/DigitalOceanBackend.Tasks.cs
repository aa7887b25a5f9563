using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.DigitalOcean;

/// <summary>What goes on at the provider, step by step.</summary>
internal sealed partial class DigitalOceanBackend
{
    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken) => DigitalOceanTasks.Read(taskId) switch
    {
        DigitalOceanTask.Creating task => await CreatedAsync(task, cancellationToken),
        DigitalOceanTask.Deleting task => await DeletedAsync(task, cancellationToken),
        DigitalOceanTask.Acting task => await ActedAsync(task, cancellationToken),
        DigitalOceanTask.Stopping task => await StoppedAsync(task, cancellationToken),
        DigitalOceanTask.Cutting task => await CutAsync(task, cancellationToken),
        DigitalOceanTask.Reimaging task => await ReimagedAsync(task, cancellationToken),
        DigitalOceanTask.Resizing task => await ResizedAsync(task, cancellationToken),
        DigitalOceanTask.Snapshotting task => await SnapshottedAsync(task, cancellationToken),
        DigitalOceanTask.Assigning task => await AssignedAsync(task, cancellationToken),
        null => throw new BackendException(BackendErrorKind.NotFound, "DigitalOcean has no such task."),
        var task => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    private async Task<BackendTask> CreatedAsync(DigitalOceanTask.Creating task, CancellationToken cancellationToken)
    {
        var vm = await client.FindAsync(task.Vm, cancellationToken);
        var isUsable = vm is not null && DigitalOceanMapping.Power(vm) == PowerState.Running && DigitalOceanMapping.Addresses(vm).Any(a => a.IsPublic);
        var isLost = vm is null || (!isUsable && task.Action is { } action && await ProgressAsync(task.Vm, action, cancellationToken) == DigitalOceanProgress.Errored);
        if (!isUsable && !isLost) return new BackendTask.Running(Text: "Being made");
        await ForgetKeysAsync(task.Keys, cancellationToken);
        return isUsable ? new BackendTask.Succeeded() : Failed("DigitalOcean could not make this machine.");
    }

    private async Task<BackendTask> DeletedAsync(DigitalOceanTask.Deleting task, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(task.Vm, cancellationToken) is not null) return new BackendTask.Running(Text: "Being deleted");
        // A tag outlives its machine, and the account would fill with them.
        await GoneIsFineAsync(client.DeleteTagAsync(TagMark.TokenTag(task.Token), cancellationToken));
        return new BackendTask.Succeeded();
    }

    private async Task<BackendTask> ActedAsync(DigitalOceanTask.Acting task, CancellationToken cancellationToken) =>
        await ProgressAsync(task.Vm, task.Action, cancellationToken) switch
        {
            DigitalOceanProgress.Completed => new BackendTask.Succeeded(),
            DigitalOceanProgress.Errored => Failed("DigitalOcean could not do this to the machine."),
            _ => new BackendTask.Running(),
        };

    private async Task<BackendTask> StoppedAsync(DigitalOceanTask.Stopping task, CancellationToken cancellationToken) =>
        await StopAsync(task.Vm, task.Action, task.Deadline, cut => new DigitalOceanTask.Cutting(task.Vm, cut), cancellationToken) ?? new BackendTask.Succeeded();

    private async Task<BackendTask> CutAsync(DigitalOceanTask.Cutting task, CancellationToken cancellationToken) =>
        await CutAsync(task.Vm, task.Action, again => task with { Action = again }, cancellationToken) ?? new BackendTask.Succeeded();

    private async Task<BackendTask> ReimagedAsync(DigitalOceanTask.Reimaging task, CancellationToken cancellationToken)
    {
        var progress = await ProgressAsync(task.Vm, task.Action, cancellationToken);
        if (progress == DigitalOceanProgress.Errored) return Failed("DigitalOcean could not give the machine a new disk.");
        if (progress == DigitalOceanProgress.UnderWay) return new BackendTask.Running(Text: "Getting a new disk");
        var power = DigitalOceanMapping.Power(await RequireAsync($"{task.Vm}", cancellationToken));
        if (power == PowerState.Running) return new BackendTask.Succeeded();
        if (power != PowerState.Stopped) return new BackendTask.Running(Text: "Starting");
        return await NextAsync(task.Vm, new("power_on"), action => new DigitalOceanTask.Acting(task.Vm, action), "Starting", cancellationToken);
    }

    // A shutdown is asked for and not assured: a guest that has not heeded it by the deadline loses its power. Null: it is off.
    private async Task<BackendTask?> StopAsync(long vmId, long action, long deadline, Func<long, DigitalOceanTask> cut, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync($"{vmId}", cancellationToken);
        if (DigitalOceanMapping.Power(vm) == PowerState.Stopped) return null;
        var isWaitedFor = vm.Status == "off"
            || (time.GetUtcNow().ToUnixTimeSeconds() < deadline && await ProgressAsync(vmId, action, cancellationToken) != DigitalOceanProgress.Errored);
        return isWaitedFor ? new BackendTask.Running(Text: "Shutting down") : await NextAsync(vmId, new("power_off"), cut, "Cutting its power", cancellationToken);
    }

    // Null: it is off. One that was started meanwhile is cut again, since stop must end stopped.
    private async Task<BackendTask?> CutAsync(long vmId, long action, Func<long, DigitalOceanTask> again, CancellationToken cancellationToken)
    {
        var power = DigitalOceanMapping.Power(await RequireAsync($"{vmId}", cancellationToken));
        if (power == PowerState.Stopped) return null;
        return await ProgressAsync(vmId, action, cancellationToken) switch
        {
            DigitalOceanProgress.Errored => Failed("DigitalOcean could not stop this machine."),
            DigitalOceanProgress.Completed when power == PowerState.Running => await NextAsync(vmId, new("power_off"), again, "Cutting its power", cancellationToken),
            _ => new BackendTask.Running(Text: "Cutting its power"),
        };
    }

    // Begins a step. Where the provider is busy the same task is asked again: it may be busy with this very step, begun by a panel that died.
    private async Task<BackendTask> NextAsync(long vm, DigitalOceanAct act, Func<long, DigitalOceanTask> next, string text, CancellationToken cancellationToken)
    {
        try
        {
            var action = await client.ActAsync(vm, act, cancellationToken);
            return new BackendTask.Running(Text: text, ContinueAs: DigitalOceanTasks.Write(next(action.Id)));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            return new BackendTask.Running(Text: text);
        }
    }

    private async Task<DigitalOceanProgress> ProgressAsync(long vm, long action, CancellationToken cancellationToken) =>
        DigitalOceanStates.Action((await client.ActionAsync(vm, action, cancellationToken)).Status);

    // The provider gives no reason, and the same task would fail for ever: it is told, and not tried again.
    private static BackendTask.Failed Failed(string message) => new(BackendErrorKind.Rejected, message);
}
