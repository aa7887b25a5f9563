using System.Text.Json.Nodes;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Names, disks and sizes.</summary>
internal partial class OpenStackBackend : IRename, IReimage, IResize, IPlanCatalogue
{
    public bool CanShrinkDisk => false;

    public bool InterruptsVm => true;

    public async Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken)
    {
        await RequireAsync(vmId, cancellationToken);
        await compute.RenameAsync(vmId, name, cancellationToken);
        return new BackendChange.Done();
    }

    // Nova keeps the machine's key and user data.
    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind == ImageKind.Iso) throw Rejected("OpenStack boots disk images here, no ISO images.");
        var server = await RequireAsync(request.VmId, cancellationToken);
        if (OpenStackMapping.BootsFromVolume(server)) throw Rejected(OpenStackMapping.Vm(server).Restrictions[Capability.Reimage]);
        var password = await compute.RebuildAsync(request.VmId, request.ImageId, cancellationToken);
        return OpenStackTasks.Poll(new OpenStackTask.Reimaging(request.VmId)) with { Login = Login(password) };
    }

    public async Task<BackendChange> ResizeAsync(string vmId, VmSize size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(size);
        var server = await RequireAsync(vmId, cancellationToken);
        var flavor = await FlavorAsync(size, cancellationToken);
        var task = OpenStackTasks.Poll(new OpenStackTask.Resizing(vmId, flavor.Name));
        if (IsResizing(server)) return task; // Begun before, by a call whose answer was lost: go on with it.
        if (IsOf(server, flavor.Name)) return new BackendChange.Done();
        if (flavor.Disk < server.Flavor?.Disk) throw Rejected("OpenStack cannot make a disk smaller.");
        if (!OpenStackMapping.Power(server).IsSettled) throw Busy();
        await compute.ActAsync(vmId, "resize", new JsonObject { ["flavorRef"] = flavor.Id }, cancellationToken);
        return task;
    }

    public async Task<IReadOnlyList<BackendPlan>> ListPlansAsync(CancellationToken cancellationToken) =>
        await compute.FlavorsAsync(cancellationToken).Select(OpenStackMapping.Plan).ToListAsync(cancellationToken);

    private async Task<BackendTask> ReimagedAsync(OpenStackTask.Reimaging task, CancellationToken cancellationToken)
    {
        var power = OpenStackMapping.Power(await RequireAsync(task.Vm, cancellationToken));
        if (power == PowerState.Running) return new BackendTask.Succeeded();
        if (power == PowerState.Error) return new BackendTask.Failed(BackendErrorKind.Rejected, "OpenStack could not give the machine a new disk.");
        if (power == PowerState.Stopped) await NextAsync(() => compute.ActAsync(task.Vm, "os-start", null, cancellationToken)); // It was stopped before.
        return new BackendTask.Running(Text: power == PowerState.Stopped ? "Starting" : "Getting a new disk");
    }

    // Until it is confirmed a machine holds room on two hosts and can be turned back; what it was before, running or stopped, it is after.
    private async Task<BackendTask> ResizedAsync(OpenStackTask.Resizing task, CancellationToken cancellationToken)
    {
        var server = await RequireAsync(task.Vm, cancellationToken);
        if (server is { Status: "VERIFY_RESIZE", Task: null or "" })
        {
            // While Nova confirms, the machine looks as before, and a second confirmation is refused.
            await NextAsync(() => compute.ActAsync(task.Vm, "confirmResize", null, cancellationToken), BackendErrorKind.Rejected);
            return new BackendTask.Running(Text: "Confirming");
        }

        if (!OpenStackMapping.Power(server).IsSettled) return new BackendTask.Running(Text: "Changing its size");
        if (OpenStackMapping.Power(server) == PowerState.Error) return new BackendTask.Failed(BackendErrorKind.Rejected, "OpenStack could not resize this machine.");
        return IsOf(server, task.Flavor) ? new BackendTask.Succeeded() : new BackendTask.Failed(BackendErrorKind.QuotaExceeded, "OpenStack has not resized this machine: it may have no room for it.");
    }

    private static bool IsOf(OpenStackServer server, string flavor) => server.Flavor?.OriginalName == flavor;

    private static bool IsResizing(OpenStackServer server) => server.Status is "RESIZE" or "VERIFY_RESIZE" || server.Task?.StartsWith("resize", StringComparison.Ordinal) == true;
}
