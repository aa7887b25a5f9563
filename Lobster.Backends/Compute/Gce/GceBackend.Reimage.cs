using System.Security.Cryptography;
using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// A fresh disk. Google has no call for it: a disk is made of the image while the machine still runs, the machine is stopped, the old disk taken off, the new one put in its place,
/// the machine started, and the old disk deleted last. Every step looks at the machine and its disks and does what is missing. The new disk's name follows from the image and the
/// old disk, so that a request that is repeated makes no second one; until the new one is in its place, the same steps lead back to the old one.
/// </summary>
internal sealed partial class GceBackend : IReimage
{
    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind == ImageKind.Iso) throw Rejected(NoIso);
        var (at, vm) = await RequireAsync(request.VmId, cancellationToken);
        var power = GceStates.Of(vm.Status);
        if (power != PowerState.Running && power != PowerState.Stopped) throw Busy();
        var id = GceImageId.Read(request.ImageId) ?? throw Rejected(NoImage);
        if (await client.FindImageAsync(id, cancellationToken) is not { Status: "READY" } image) throw Rejected(NoImage);
        var old = await OldDiskAsync(at, vm, cancellationToken);
        if (image.DiskSizeGb > old.SizeGb) throw Rejected("The image needs a larger disk than this machine has.");
        await RenewMetadataAsync(at, vm, request, cancellationToken);
        var source = new GceDiskSource(id with { Name = image.Name, IsFamily = false }, old.SizeGb ?? image.DiskSizeGb ?? 0, old.Type is { } type ? GcePlace.Last(type) : null);
        var task = new GceTask.Reimaging(at, DiskName(at, id, old.Name), old.Name, source);
        var first = await ReimageAsync(task, vm, cancellationToken);
        return first is BackendTask.Running { ContinueAs: { } next } ? new BackendChange.Poll(next) : GceTasks.Poll(task);
    }

    // A machine that was left without its disk by a task that nobody follows any more has it still, beside it.
    private async Task<GceDisk> OldDiskAsync(GcePlace at, GceInstance vm, CancellationToken cancellationToken)
    {
        var old = GceMapping.BootDiskName(vm) is { } name
            ? await client.FindDiskAsync(at.Zone, name, cancellationToken)
            : (await client.DisksAsync(at, cancellationToken).ToListAsync(cancellationToken)).MinBy(d => GceMapping.Moment(d.CreationTimestamp));
        return old ?? throw Rejected("The machine has no disk.");
    }

    private async Task RenewMetadataAsync(GcePlace at, GceInstance vm, ReimageVm request, CancellationToken cancellationToken)
    {
        var had = vm.Metadata?.Items ?? [];
        var wanted = Metadata(had, request.SshKeys, request.UserData).ToList();
        if (had.ToHashSet().SetEquals(wanted)) return;
        await client.SetMetadataAsync(at, new GceMetadata { Fingerprint = vm.Metadata?.Fingerprint, Items = wanted }, cancellationToken);
    }

    private async Task<BackendTask> ReimagedAsync(GceTask.Reimaging task, BackendException? problem, CancellationToken cancellationToken)
    {
        var vm = await RequireAsync(task.Vm, cancellationToken);
        // The wrong moment: what is still missing is begun once more.
        if (problem is not null and not { Kind: BackendErrorKind.Conflict or BackendErrorKind.RateLimited }) return TurnBack(task, vm, problem);
        return await ReimageAsync(task with { Operation = null }, vm, cancellationToken);
    }

    private async Task<BackendTask> ReimageAsync(GceTask.Reimaging task, GceInstance vm, CancellationToken cancellationToken)
    {
        var power = GceStates.Of(vm.Status);
        if (power != PowerState.Running && power != PowerState.Stopped) return new BackendTask.Running(Text: "Getting a new disk");
        var isRunning = power == PowerState.Running;
        try
        {
            var step = GceMapping.BootDiskName(vm) == task.Disk ? await FinishStepAsync(task, isRunning, cancellationToken) : await DiskStepAsync(task, vm, isRunning, cancellationToken);
            if (step is { Operation: var operation, Text: var text }) return Next(task with { Operation = operation }, text);
            return task.Problem is { } problem ? new BackendTask.Failed(problem, "Google could not give the machine a new disk; it has the one that it had.") : new BackendTask.Succeeded();
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // Perhaps busy with this very step, begun by a panel that died.
            return new BackendTask.Running(Text: "Getting a new disk", ContinueAs: GceTasks.Write(task));
        }
        catch (BackendException e) when (e.Kind is BackendErrorKind.Rejected or BackendErrorKind.QuotaExceeded)
        {
            return TurnBack(task, vm, e);
        }
    }

    // Until the disk is in its place. An operation that is null: nothing to ask for but to wait.
    private async Task<(string? Operation, string Text)?> DiskStepAsync(GceTask.Reimaging task, GceInstance vm, bool isRunning, CancellationToken cancellationToken)
    {
        var disk = await client.FindDiskAsync(task.Vm.Zone, task.Disk, cancellationToken);
        if (disk is null) return (await MakeDiskAsync(task, cancellationToken), "Getting a new disk");
        if (GceStates.Disk(disk.Status) is not { } isReady) return (null, "Getting a new disk");
        if (!isReady) throw Rejected("Google could not make the disk.");
        if (isRunning)
            return await KeepAddressAsync(task.Vm, vm, cancellationToken) is { } kept ? (kept, "Keeping its address") : ((await client.StopAsync(task.Vm, cancellationToken)).Path, "Stopping");
        return GceMapping.BootDisk(vm) is { } attached
            ? ((await client.DetachDiskAsync(task.Vm, attached.DeviceName ?? task.Old, cancellationToken)).Path, "Taking the old disk off")
            : ((await client.AttachDiskAsync(task.Vm, Attachment(task), cancellationToken)).Path, "Attaching the new disk");
    }

    // With the disk in its place. Null: nothing is missing.
    private async Task<(string? Operation, string Text)?> FinishStepAsync(GceTask.Reimaging task, bool isRunning, CancellationToken cancellationToken)
    {
        if (!isRunning) return ((await client.StartAsync(task.Vm, cancellationToken)).Path, "Starting");
        return await ForgottenDiskAsync(task, cancellationToken) is { } disk ? ((await client.DeleteDiskAsync(task.Vm.Zone, disk, cancellationToken)).Path, "Removing the old disk") : null;
    }

    private async Task<string?> MakeDiskAsync(GceTask.Reimaging task, CancellationToken cancellationToken)
    {
        if (task.Problem is not null) throw Rejected("The machine's old disk is gone.");
        var body = new GceDisk(task.Disk)
        {
            SourceImage = $"projects/{task.Source.Image.Path}", SizeGb = task.Source.Gb > 0 ? task.Source.Gb : null, Type = DiskType(task.Vm.Zone, task.Source.Type),
            Labels = new Dictionary<string, string> { [GceLabels.Machine] = task.Vm.Name },
        };
        return (await client.CreateDiskAsync(task.Vm.Zone, body, cancellationToken)).Path;
    }

    private GceAttachedDisk Attachment(GceTask.Reimaging task) =>
        new() { Boot = true, AutoDelete = true, Type = "PERSISTENT", DeviceName = task.Disk, Source = client.Disk(task.Vm.Zone, task.Disk) };

    // The disk that the machine had, or one that an earlier try left; null: there is none.
    private async Task<string?> ForgottenDiskAsync(GceTask.Reimaging task, CancellationToken cancellationToken) =>
        await client.FindDiskAsync(task.Vm.Zone, task.Old, cancellationToken) is not null
            ? task.Old
            : (await client.DisksAsync(task.Vm, cancellationToken).FirstOrDefaultAsync(d => d.Name != task.Disk, cancellationToken))?.Name;

    // The same steps, with the two disks exchanged. A machine that has the disk it shall have, or finds no way back either, is what it is.
    private static BackendTask TurnBack(GceTask.Reimaging task, GceInstance vm, BackendException problem)
    {
        if (task.Problem is not null || GceMapping.BootDiskName(vm) == task.Disk) return Failed(problem, "Google could not bring the machine up with its disk");
        var kind = problem.Kind is BackendErrorKind.QuotaExceeded ? problem.Kind : BackendErrorKind.Rejected;
        return Next(task with { Disk = task.Old, Old = task.Disk, Operation = null, Problem = kind }, "Taking it back");
    }

    private static string DiskName(GcePlace at, GceImageId image, string old)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{image} {old}")))[..12];
        var machine = at.Name.Length <= 50 ? at.Name : at.Name[..50].TrimEnd('-');
        return $"{machine}-{hash}";
    }
}
