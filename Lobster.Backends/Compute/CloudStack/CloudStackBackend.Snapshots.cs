using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>An image of a machine: a snapshot of its first disk, a template of the snapshot, and the snapshot goes.</summary>
internal sealed partial class CloudStackBackend : ISnapshot
{
    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        await RequireAsync(vmId, cancellationToken);
        var disk = await RootDiskAsync(vmId, cancellationToken);
        // One that was begun by a request whose answer was lost is gone on with.
        var begun = await client.SnapshotsAsync(disk.Id, cancellationToken)
            .FirstOrDefaultAsync(s => TextMark.Read(s.Name).Mark == new VmMark(installation, token) && CloudStackStates.Snapshot(s.State) != false, cancellationToken);
        if (begun is not null) return CloudStackTasks.Poll(new CloudStackTask.Snapshotting(vmId, begun.Id, Job: null));
        var made = await client.CreateSnapshotAsync(disk.Id, TextMark.Write(name, installation, token), cancellationToken);
        return made.Id is { Length: > 0 } id ? CloudStackTasks.Poll(new CloudStackTask.Snapshotting(vmId, id, made.JobId))
            : throw new BackendException(BackendErrorKind.OutcomeUnknown, "CloudStack does not say which snapshot it makes.");
    }

    private async Task<BackendTask> SnapshottedAsync(CloudStackTask.Snapshotting task, CancellationToken cancellationToken)
    {
        var progress = await ProgressOrNullAsync(task.Job, cancellationToken);
        if (progress is CloudStackProgress.UnderWay) return new BackendTask.Running(Text: "Taking a snapshot");
        var snapshot = await FoundAsync(client.SnapshotAsync(task.Snapshot, cancellationToken), cancellationToken);
        if (progress is CloudStackProgress.Failed || snapshot is null || CloudStackStates.Snapshot(snapshot.State) == false)
            return await GiveUpAsync(task, (progress as CloudStackProgress.Failed)?.Task ?? new BackendTask.Failed(BackendErrorKind.Unavailable, "CloudStack lost the snapshot."), cancellationToken);
        if (CloudStackStates.Snapshot(snapshot.State) is null) return new BackendTask.Running(Text: "Taking a snapshot");
        try
        {
            return new BackendTask.Running(Text: "Making an image of it", ContinueAs: CloudStackTasks.Write(await TemplateAsync(task, snapshot, cancellationToken)));
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.QuotaExceeded or BackendErrorKind.NotFound or BackendErrorKind.Unauthorized)
        {
            return await GiveUpAsync(task, new BackendTask.Failed(e.Kind, e.Message), cancellationToken);
        }
    }

    // A snapshot of which no image comes would only go on costing.
    private async Task<BackendTask> GiveUpAsync(CloudStackTask.Snapshotting task, BackendTask.Failed why, CancellationToken cancellationToken)
    {
        await QuietlyAsync(client.DeleteSnapshotAsync(task.Snapshot, cancellationToken));
        return why;
    }

    private async Task<CloudStackTask.Templating> TemplateAsync(CloudStackTask.Snapshotting task, CloudStackSnapshot snapshot, CancellationToken cancellationToken)
    {
        // A panel that died may have begun it already.
        var (name, mark) = TextMark.Read(snapshot.Name);
        if (mark is not null && await OwnAsync(isIso: false, cancellationToken).FirstOrDefaultAsync(i => i.Mark == mark, cancellationToken) is { } begun)
            return new CloudStackTask.Templating(begun.Id, task.Snapshot, Job: null);
        var vm = snapshot.OsTypeId is null ? await RequireAsync(task.Vm, cancellationToken) : null;
        var osType = snapshot.OsTypeId ?? vm?.OsTypeId ?? vm?.GuestOsId ?? throw Rejected("CloudStack does not tell the OS type of this machine, without which it makes no image.");
        var made = await client.CreateTemplateAsync(task.Snapshot, name, snapshot.Name ?? name, osType, cancellationToken);
        return new CloudStackTask.Templating(made.Id ?? throw new BackendException(BackendErrorKind.OutcomeUnknown, "CloudStack does not say which image it makes."), task.Snapshot, made.JobId);
    }

    private async Task<BackendTask> TemplatedAsync(CloudStackTask.Templating task, CancellationToken cancellationToken)
    {
        var progress = await ProgressOrNullAsync(task.Job, cancellationToken);
        var image = progress is null ? await GetImageAsync(task.Template, cancellationToken) : null;
        if (progress is CloudStackProgress.UnderWay || image is { State: ImageState.Pending or ImageState.Unknown }) return new BackendTask.Running(Text: "Making an image of it");
        await QuietlyAsync(client.DeleteSnapshotAsync(task.Snapshot, cancellationToken));
        if (progress is CloudStackProgress.Done || image is { State: ImageState.Ready }) return new BackendTask.Succeeded(task.Template);
        await QuietlyAsync(client.DeleteTemplateAsync(task.Template, cancellationToken));
        return (progress as CloudStackProgress.Failed)?.Task ?? new BackendTask.Failed(BackendErrorKind.Unavailable, "CloudStack could not make an image of the snapshot.");
    }
}
