using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>What goes on at the provider, step by step.</summary>
internal sealed partial class CloudStackBackend
{
    public async Task<BackendTask> GetTaskAsync(string taskId, CancellationToken cancellationToken) => CloudStackTasks.Read(taskId) switch
    {
        CloudStackTask.Creating task => await CreatedAsync(task, cancellationToken),
        CloudStackTask.Deleting task => await DeletedAsync(task, cancellationToken),
        CloudStackTask.Acting task => End(await ProgressAsync(task.Job, cancellationToken)),
        CloudStackTask.Stopping task => await StoppedAsync(task, cancellationToken),
        CloudStackTask.Reimaging task => await ReimagedAsync(task, cancellationToken),
        CloudStackTask.Resizing task => await ResizedAsync(task, cancellationToken),
        CloudStackTask.Snapshotting task => await SnapshottedAsync(task, cancellationToken),
        CloudStackTask.Templating task => await TemplatedAsync(task, cancellationToken),
        CloudStackTask.Translating task => await TranslatedAsync(task, cancellationToken),
        null => throw new BackendException(BackendErrorKind.NotFound, "CloudStack has no such task."),
        var task => throw new InvalidOperationException($"Nothing is known about {task}."),
    };

    private async Task<CloudStackProgress> ProgressAsync(string job, CancellationToken cancellationToken) => CloudStackProgress.Of(await client.JobAsync(job, cancellationToken));

    // Where no job is known, or it was forgotten, the thing itself tells how it stands.
    private async Task<CloudStackProgress?> ProgressOrNullAsync(string? job, CancellationToken cancellationToken)
    {
        try
        {
            return job is null ? null : await ProgressAsync(job, cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return null;
        }
    }

    private static BackendTask End(CloudStackProgress progress) => progress switch
    {
        CloudStackProgress.Done done => new BackendTask.Succeeded(done.Result.NicSecondaryIp?.IpAddress, done.Login),
        CloudStackProgress.Failed failed => failed.Task,
        _ => new BackendTask.Running(),
    };
}
