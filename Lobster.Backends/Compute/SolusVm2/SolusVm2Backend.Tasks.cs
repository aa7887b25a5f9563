using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>What goes on at the master, step by step.</summary>
internal sealed partial class SolusVm2Backend
{
    // So long a deletion that failed is left alone before it is asked for again.
    private const long BetweenDeletions = 60;

    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken) => SolusVm2Tasks.Read(taskId) switch
    {
        SolusVm2Task.Creating task => await CreatedAsync(task, cancellationToken),
        SolusVm2Task.Deleting task => await DeletedAsync(task, cancellationToken),
        SolusVm2Task.Starting task => await StartedAsync(task, cancellationToken),
        SolusVm2Task.Stopping task => await StoppedAsync(task, cancellationToken),
        SolusVm2Task.Cutting task => await CutAsync(task, cancellationToken),
        SolusVm2Task.Reimaging task => await ReimagedAsync(task, cancellationToken),
        SolusVm2Task.Awaiting task => await AwaitedAsync(task, cancellationToken),
        SolusVm2Task.Resizing task => await ResizedAsync(task, cancellationToken),
        SolusVm2Task.Restoring task => await RestoredAsync(task, cancellationToken),
        SolusVm2Task.Adding task => await AddedAsync(task, cancellationToken),
        SolusVm2Task.Removing task => await RemovedAsync(task, cancellationToken),
        null => throw new BackendException(BackendErrorKind.NotFound, "SolusVM has no such task."),
        var task => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    private async Task<BackendTask> CreatedAsync(SolusVm2Task.Creating task, CancellationToken cancellationToken)
    {
        var vm = await client.FindAsync(task.Vm, cancellationToken);
        var power = vm is null ? PowerState.Error : SolusVm2Mapping.Power(vm);
        if (power == PowerState.Running) return await EndAsync(task.Keys, new BackendTask.Succeeded(), cancellationToken);
        if (power == PowerState.Error) return await EndAsync(task.Keys, Failed("SolusVM could not make this machine."), cancellationToken);
        return power == PowerState.Stopped ? await StartAsync(task.Vm, task.Keys, cancellationToken) : new BackendTask.Running(Text: "Being made");
    }

    private async Task<BackendTask> DeletedAsync(SolusVm2Task.Deleting task, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(task.Vm, cancellationToken) is null) return await EndAsync(task.Keys, new BackendTask.Succeeded(), cancellationToken);
        var job = await FindJobAsync(task.Job, cancellationToken);
        var hasFailed = job is null || SolusVm2States.Job(job.Status) is SolusVm2Progress.Failed or SolusVm2Progress.DoneWithErrors;
        return hasFailed && Now() - task.Asked >= BetweenDeletions
            ? await NextAsync("Being deleted again", client.DeleteAsync(task.Vm, cancellationToken), again => task with { Job = again, Asked = Now() })
            : new BackendTask.Running(Text: "Being deleted");
    }

    private async Task<BackendTask> StartedAsync(SolusVm2Task.Starting task, CancellationToken cancellationToken)
    {
        var job = await client.JobAsync(task.Job, cancellationToken);
        var progress = SolusVm2States.Job(job.Status);
        if (progress == SolusVm2Progress.UnderWay) return Running(job, "Starting");
        var runs = progress == SolusVm2Progress.Done || await IsAsync(task.Vm, PowerState.Running, cancellationToken);
        return await EndAsync(task.Keys, runs ? new BackendTask.Succeeded() : Failed("SolusVM could not start this machine."), cancellationToken);
    }

    // A shutdown is asked for and not assured: a guest that has not heeded it by the deadline loses its power.
    private async Task<BackendTask> StoppedAsync(SolusVm2Task.Stopping task, CancellationToken cancellationToken)
    {
        if (SolusVm2Mapping.IsOff(await RequireAsync($"{task.Vm}", cancellationToken))) return new BackendTask.Succeeded();
        var job = await client.JobAsync(task.Job, cancellationToken);
        var isWaitedFor = SolusVm2States.Job(job.Status) == SolusVm2Progress.UnderWay && Now() < task.Deadline;
        return isWaitedFor ? Running(job, "Shutting down") : await CutNextAsync(task.Vm, cancellationToken);
    }

    // One that was started meanwhile is cut again, since stop must end stopped.
    private async Task<BackendTask> CutAsync(SolusVm2Task.Cutting task, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync($"{task.Vm}", cancellationToken);
        if (SolusVm2Mapping.IsOff(vm)) return new BackendTask.Succeeded();
        var job = await client.JobAsync(task.Job, cancellationToken);
        return SolusVm2States.Job(job.Status) switch
        {
            SolusVm2Progress.UnderWay => Running(job, "Cutting its power"),
            SolusVm2Progress.Done => SolusVm2Mapping.Power(vm) == PowerState.Running ? await CutNextAsync(task.Vm, cancellationToken) : new BackendTask.Running(Text: "Cutting its power"),
            _ => Failed("SolusVM could not stop this machine."),
        };
    }

    private async Task<BackendTask> ReimagedAsync(SolusVm2Task.Reimaging task, CancellationToken cancellationToken)
    {
        var job = await client.JobAsync(task.Job, cancellationToken);
        var progress = SolusVm2States.Job(job.Status);
        if (progress == SolusVm2Progress.UnderWay) return Running(job, "Getting a new disk");
        if (progress == SolusVm2Progress.Failed) return await EndAsync(task.Keys, Failed("SolusVM could not give the machine a new disk."), cancellationToken);
        var power = SolusVm2Mapping.Power(await RequireAsync($"{task.Vm}", cancellationToken));
        if (power == PowerState.Running) return await EndAsync(task.Keys, new BackendTask.Succeeded(), cancellationToken);
        return power == PowerState.Stopped ? await StartAsync(task.Vm, task.Keys, cancellationToken) : new BackendTask.Running(Text: "Starting");
    }

    private Task<BackendTask> StartAsync(long vm, IReadOnlyList<long> keys, CancellationToken cancellationToken) =>
        NextAsync("Starting", client.StartAsync(vm, cancellationToken), job => new SolusVm2Task.Starting(vm, job, keys));

    private Task<BackendTask> ShutDownAsync(long vm, CancellationToken cancellationToken) =>
        NextAsync("Shutting down", client.StopAsync(vm, isForced: false, cancellationToken), job => new SolusVm2Task.Stopping(vm, job, Deadline()));

    private Task<BackendTask> CutNextAsync(long vm, CancellationToken cancellationToken) =>
        NextAsync("Cutting its power", client.StopAsync(vm, isForced: true, cancellationToken), job => new SolusVm2Task.Cutting(vm, job));

    // Begins a step. Where the master is busy the same task is asked again: it may be busy with this very step, begun by a panel that died.
    private static async Task<BackendTask> NextAsync(string text, Task<SolusVm2Job> step, Func<long, SolusVm2Task> next)
    {
        try
        {
            return new BackendTask.Running(Text: text, ContinueAs: SolusVm2Tasks.Write(next((await step).Id)));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            return new BackendTask.Running(Text: text);
        }
    }

    private async Task<BackendTask> EndAsync(IReadOnlyList<long> keys, BackendTask end, CancellationToken cancellationToken)
    {
        await ForgetKeysAsync(keys, cancellationToken);
        return end;
    }

    private async Task<bool> IsAsync(long vm, PowerState power, CancellationToken cancellationToken) =>
        SolusVm2Mapping.Power(await RequireAsync($"{vm}", cancellationToken)) == power;

    private async Task<SolusVm2Job?> FindJobAsync(long job, CancellationToken cancellationToken) => await Http.ProviderClient.NullIfMissingAsync(client.JobAsync(job, cancellationToken));

    private static BackendTask.Running Running(SolusVm2Job job, string text) => new(job.Progress is { } percent ? (int)Math.Clamp(percent, 0, 100) : null, text);

    // What the master says of it is for its operator, and the same would fail again: it is told, and not tried again.
    private static BackendTask.Failed Failed(string message) => new(BackendErrorKind.Rejected, message);
}
