using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>What becomes of a machine: power, name, disk, screen, and the sizes that there are.</summary>
internal sealed partial class CloudStackBackend : IForcedPower, IRename, IReimage, IConsole, IPlanCatalogue
{
    public async Task<BackendChange> ForceStopAsync(string vmId, CancellationToken cancellationToken)
    {
        // Not only a settled machine: a stop that hangs is what this is for.
        if (CloudStackMapping.Power(await RequireAsync(vmId, cancellationToken)) == PowerState.Stopped) return new BackendChange.Done();
        return CloudStackTasks.Poll(new CloudStackTask.Stopping(vmId, (await client.StopAsync(vmId, forced: true, cancellationToken)).JobId, Forced: true));
    }

    public Task<BackendChange> ForceRebootAsync(string vmId, CancellationToken cancellationToken) => RebootAsync(vmId, forced: true, cancellationToken);

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        await client.UpdateAsync(vmId, name, null, cancellationToken);
        return new BackendChange.Done();
    }

    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (image, isIso) = CloudStackImageId.Read(request.ImageId);
        if (isIso || request.ImageKind == ImageKind.Iso) throw Rejected("CloudStack makes a disk anew of templates only, not of ISO images.");
        Settled(await RequireAsync(request.VmId, cancellationToken));
        if (Encode(request.UserData) is { } data) await client.UpdateAsync(request.VmId, null, data, cancellationToken);
        try
        {
            return CloudStackTasks.Poll(new CloudStackTask.Reimaging(request.VmId, (await client.RestoreAsync(request.VmId, image, cancellationToken)).JobId, Start: null));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            throw new BackendException(BackendErrorKind.Rejected, "CloudStack does not know the image.", e) { ProviderText = e.ProviderText };
        }
    }

    public async Task<ConsoleAccess> OpenConsoleAsync(string vmId, CancellationToken cancellationToken)
    {
        if (Settled(await RequireAsync(vmId, cancellationToken)) != PowerState.Running) throw NotRunning();
        try
        {
            // The page opens the screen without any login: it goes to the one who asked and nowhere else.
            var console = await client.ConsoleAsync(vmId, cancellationToken);
            return console is { Success: not false } && Uri.TryCreate(console.Url, UriKind.Absolute, out var page) && page.Scheme is "https" or "http"
                ? new ConsoleAccess.Url(page)
                : throw new BackendException(BackendErrorKind.Conflict, "The machine has no screen now.");
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Unauthorized)
        {
            throw new BackendException(BackendErrorKind.Rejected, "This cloud opens no screens through its API: it is older than 4.18, or the account may not.", e) { ProviderText = e.ProviderText };
        }
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        await client.OfferingsAsync(options.Zone, null, cancellationToken).Select(CloudStackMapping.Plan).ToListAsync(cancellationToken);

    private async Task<BackendChange> RebootAsync(string vmId, bool forced, CancellationToken cancellationToken)
    {
        if (Settled(await RequireAsync(vmId, cancellationToken)) != PowerState.Running) throw NotRunning();
        return await ActAsync(client.RebootAsync(vmId, forced, cancellationToken));
    }

    // Asking the guest is tried first; one that cannot be stopped that way loses its power.
    private async Task<BackendTask> StoppedAsync(CloudStackTask.Stopping task, CancellationToken cancellationToken)
    {
        var progress = await ProgressAsync(task.Job, cancellationToken);
        if (progress is not CloudStackProgress.Failed failed) return End(progress);
        var power = CloudStackMapping.Power(await RequireAsync(task.Vm, cancellationToken));
        if (power == PowerState.Stopped) return new BackendTask.Succeeded();
        if (task.Forced) return failed.Task;
        if (power is { IsSettled: false }) return new BackendTask.Running(Text: "Stopping"); // perhaps just being cut by a panel that died
        var forced = await client.StopAsync(task.Vm, forced: true, cancellationToken);
        return new BackendTask.Running(Text: "Cutting its power", ContinueAs: CloudStackTasks.Write(task with { Job = forced.JobId, Forced = true }));
    }

    private async Task<BackendTask> ReimagedAsync(CloudStackTask.Reimaging task, CancellationToken cancellationToken)
    {
        var start = await ProgressOrNullAsync(task.Start, cancellationToken);
        if (start is CloudStackProgress.Failed lame) return lame.Task;
        var progress = await ProgressAsync(task.Job, cancellationToken);
        if (progress is not CloudStackProgress.Done done) return progress is CloudStackProgress.UnderWay ? new BackendTask.Running(Text: "Getting a new disk") : End(progress);
        var power = CloudStackMapping.Power(await RequireAsync(task.Vm, cancellationToken));
        if (power == PowerState.Running || start is CloudStackProgress.Done) return new BackendTask.Succeeded(Login: done.Login);
        if (power != PowerState.Stopped) return new BackendTask.Running(Text: "Starting");
        return new BackendTask.Running(Text: "Starting", ContinueAs: CloudStackTasks.Write(task with { Start = (await client.StartAsync(task.Vm, cancellationToken)).JobId }));
    }

    private static BackendException NotRunning() => new(BackendErrorKind.Conflict, "The machine does not run.");
}
