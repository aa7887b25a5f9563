using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>What goes on at the provider, step by step.</summary>
internal sealed partial class GceBackend
{
    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        var task = GceTasks.Read(taskId) ?? throw new BackendException(BackendErrorKind.NotFound, "Google has no such task.");
        var operation = task.Operation is { } path ? await client.FindOperationAsync(path, cancellationToken) : null;
        if (operation is not null && !GceStates.IsOver(operation.Status)) return new BackendTask.Running(task is GceTask.Acting or GceTask.Imaging ? operation.Progress : null);
        var problem = operation is null ? null : GceFaults.Of(operation);
        try
        {
            return await GoOnAsync(task, operation is not null, problem, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // Perhaps busy with this very step, begun by a panel that died.
            return new BackendTask.Running(Text: "Waiting for its turn");
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.QuotaExceeded)
        {
            return new BackendTask.Failed(e.Kind, e.Message);
        }
    }

    private async Task<BackendTask> GoOnAsync(GceTask task, bool isKnown, BackendException? problem, CancellationToken cancellationToken) => task switch
    {
        GceTask.Acting => isKnown ? End(problem) : throw new BackendException(BackendErrorKind.NotFound, "Google has forgotten this operation."),
        GceTask.Creating t => await CreatedAsync(t, problem, cancellationToken),
        GceTask.Deleting t => await DeletedAsync(t, problem, cancellationToken),
        GceTask.Resizing t => await ResizedAsync(t, problem, cancellationToken),
        GceTask.Reimaging t => await ReimagedAsync(t, problem, cancellationToken),
        GceTask.Imaging t => await ImagedAsync(t, problem, cancellationToken),
        _ => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    private static BackendTask End(BackendException? problem) => problem is null ? new BackendTask.Succeeded() : Failed(problem, "Google could not do this to the machine");

    private static BackendTask.Running Next(GceTask task, string text) => new(Text: text, ContinueAs: GceTasks.Write(task));

    private static BackendTask.Failed Failed(BackendException problem, string what) => new(problem.Kind, $"{what}. {problem.Message}");
}
