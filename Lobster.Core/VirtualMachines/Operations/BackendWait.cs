using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Waits for what a backend has accepted: a task, a power state or an image. Each look answers either what came of it or when to look again.</summary>
internal static class BackendWait
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>Looks once.</summary>
    /// <exception cref="BackendException">It is over and failed, or could not be looked at.</exception>
    public static Task<(WaitResult? Over, StepResult? Later)> LookAsync(OperationWork work, CancellationToken cancellationToken) =>
        work.Progress.Wait switch
        {
            WaitKind.Nothing => Task.FromResult<(WaitResult?, StepResult?)>((new WaitResult(work.Progress.ResultId), null)),
            WaitKind.Task => TaskAsync(work, cancellationToken),
            WaitKind.Vm => VmAsync(work, cancellationToken),
            WaitKind.Image => ImageAsync(work, cancellationToken),
            _ => throw new InvalidOperationException($"Nothing waits for {work.Progress.Wait}."),
        };

    private static async Task<(WaitResult?, StepResult?)> TaskAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var task = await work.Capability<ILongTasks>().GetTaskAsync(work.Progress.TaskId!, cancellationToken);
        return task switch
        {
            BackendTask.Succeeded over => (new WaitResult(over.ResultId ?? work.Progress.ResultId, over.Login), null),
            BackendTask.Failed failed => throw new BackendException(failed.Kind, failed.Message),
            BackendTask.Running running => (null, new StepResult.Later(
                work.Progress with { TaskId = running.ContinueAs ?? work.Progress.TaskId }, Tick, running.Text, running.Percent)),
            _ => throw new InvalidOperationException($"A task of the kind {task.GetType().Name} is unknown."),
        };
    }

    private static async Task<(WaitResult?, StepResult?)> VmAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var vm = await work.Backend.GetAsync(work.BackendVmId, cancellationToken)
            ?? throw new BackendException(BackendErrorKind.NotFound, $"{work.Region.Name} no longer has this machine.");
        if (vm.Power == PowerState.Error) throw new BackendException(BackendErrorKind.Rejected, vm.Problem ?? $"{work.Region.Name} reports an error.");
        var reached = work.Progress.Goal is { } goal ? vm.Power == new PowerState(goal) : vm.Power is { IsSettled: true };
        return reached ? (new WaitResult(work.Progress.ResultId), null) : (null, new StepResult.Later(work.Progress, Tick));
    }

    private static async Task<(WaitResult?, StepResult?)> ImageAsync(OperationWork work, CancellationToken cancellationToken)
    {
        var image = await work.Capability<IImageInspect>().GetImageAsync(work.Progress.ResultId!, cancellationToken)
            ?? throw new BackendException(BackendErrorKind.Rejected, $"{work.Region.Name} no longer has this image.");
        return image.State switch
        {
            ImageState.Ready => (new WaitResult(image.Id), null),
            ImageState.Failed => throw new BackendException(BackendErrorKind.Rejected, image.Problem ?? "The image could not be made."),
            _ => (null, new StepResult.Later(work.Progress, Tick, null, image.Percent)),
        };
    }
}
