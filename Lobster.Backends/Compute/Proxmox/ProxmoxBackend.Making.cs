using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Machines that get a disk: new ones, and those that are made anew.</summary>
internal sealed partial class ProxmoxBackend : IReimage
{
    public async Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!string.IsNullOrEmpty(request.UserData)) throw Rejected(NoUserData);
        var machine = await RequireAsync(request.VmId, cancellationToken);
        if (!machine.Power.IsSettled && !IsHalfReimaged(machine)) throw Conflict("Proxmox VE is still busy with this machine.");
        var source = await SourceAsync(await client.ResourcesAsync(cancellationToken), request.ImageId, request.ImageKind, machine.Place.Node, cancellationToken);
        var gb = machine.DiskGb ?? ProxmoxTags.DiskGoal(machine.Tags) ?? throw Rejected("The machine has no disk.");
        if (source.DiskGb > gb) throw Rejected("The image needs a larger disk than this machine has.");
        var old = machine.Config.BootDisk is { } drive ? machine.Config.Volume(drive) : null;
        var storage = old is null ? options.Storage : ProxmoxFiles.Storage(old);
        await SetAsync(machine, Anew(machine, request, source, storage, gb), cancellationToken);
        var upid = machine.Status.IsStopped ? null : await client.StopAsync(machine.Place, cancellationToken);
        return ProxmoxTasks.Poll(new ProxmoxTask.Reimaging(machine.Place.Vm, old, source.Drive(storage, gb)) { Upid = upid });
    }

    // Stopped for another disk by a task that nobody follows any more.
    private static bool IsHalfReimaged(ProxmoxMachine machine) =>
        machine.Status.Lock is null && (machine.Has(ProxmoxTags.Reimage) || (machine.Has(ProxmoxTags.New) && machine.Config.BootDisk is null));

    private static Dictionary<string, string> Anew(ProxmoxMachine machine, ReimageVm request, ProxmoxSource source, string storage, int gb)
    {
        var isNew = machine.Config.BootDisk is null;
        var fields = new Dictionary<string, string>
        {
            ["tags"] = ProxmoxTags.Write(machine.Tags, ProxmoxTags.Making(machine.Tags), isNew ? ProxmoxTags.New : ProxmoxTags.Reimage, ProxmoxTags.DiskTag(gb)), ["boot"] = source.Boot,
        };
        var hasCloudInit = machine.Config["ide2"]?.Contains("cloudinit", StringComparison.Ordinal) == true;
        if (source.Kind == ImageKind.Iso || !hasCloudInit) fields["ide2"] = source.Second(storage);
        if (request.SshKeys.Count > 0) fields["sshkeys"] = Keys(request.SshKeys);
        return fields;
    }

    private async Task<BackendTask> MadeAsync(ProxmoxTask.Making task, string? problem, CancellationToken cancellationToken)
    {
        if (await FindAsync(task.Vm, cancellationToken) is not { } machine) return Failed("Proxmox VE could not make the machine", problem);
        return problem is null ? await MakeAsync(machine, task, cancellationToken) : await GiveUpAsync(machine, "Proxmox VE could not make the machine", problem, cancellationToken);
    }

    private async Task<BackendTask> ReimagedAsync(ProxmoxTask.Reimaging task, string? problem, CancellationToken cancellationToken)
    {
        var machine = await RequireAsync(task.Vm, cancellationToken);
        if (problem is not null) return await GiveUpAsync(machine, "Proxmox VE could not give the machine a new disk", problem, cancellationToken);
        if (!machine.Status.IsStopped)
            return machine.Has(ProxmoxTags.Reimage)
                ? Next(task with { Upid = await client.StopAsync(machine.Place, cancellationToken) }, "Stopping")
                : await MakeAsync(machine, new ProxmoxTask.Making(task.Vm), cancellationToken);
        var drive = machine.Config.BootDisk;
        if (drive is not null && task.Old is not null && machine.Config.Volume(drive) == task.Old) return await DetachAsync(machine, drive, task, cancellationToken);
        if (machine.Config.Unused.FirstOrDefault(u => machine.Config.Volume(u) == task.Old) is { } unused) return await DiscardAsync(machine, unused, task, cancellationToken);
        if (drive is not null) return await RenewedAsync(machine, cancellationToken);
        var upid = await UnderWayAsync(task.Vm, "qmconfig", cancellationToken)
            ?? await client.ChangeAsync(machine.Place, new Dictionary<string, string> { [ProxmoxConfig.MainDisk] = task.Disk }, cancellationToken);
        return Next(task with { Old = null, Upid = upid }, "Getting a new disk");
    }

    // From here on it is a machine that is being made.
    private async Task<BackendTask> DetachAsync(ProxmoxMachine machine, string drive, ProxmoxTask.Reimaging task, CancellationToken cancellationToken)
    {
        await SetAsync(machine, new Dictionary<string, string> { ["delete"] = drive, ["tags"] = ProxmoxTags.Write(machine.Tags, [ProxmoxTags.Reimage], ProxmoxTags.New) }, cancellationToken);
        return Next(task with { Upid = null }, "Removing the old disk");
    }

    private async Task<BackendTask> DiscardAsync(ProxmoxMachine machine, string unused, ProxmoxTask.Reimaging task, CancellationToken cancellationToken)
    {
        await SetAsync(machine, new Dictionary<string, string> { ["delete"] = unused }, cancellationToken);
        return Next(task with { Upid = null }, "Removing the old disk");
    }

    private async Task<BackendTask> RenewedAsync(ProxmoxMachine machine, CancellationToken cancellationToken)
    {
        if (machine.Config["ide2"]?.Contains("cloudinit", StringComparison.Ordinal) == true) await client.RenewCloudInitAsync(machine.Place, cancellationToken);
        return await MakeAsync(machine, new ProxmoxTask.Making(machine.Place.Vm), cancellationToken);
    }

    // The next step of a machine that has its disk: an address of its own, the size of the plan, the first start.
    private async Task<BackendTask> MakeAsync(ProxmoxMachine machine, ProxmoxTask.Making task, CancellationToken cancellationToken)
    {
        if (machine.Status.Lock is not null) return new BackendTask.Running(Text: "Getting its disk");
        // Somebody else took the last step.
        if (!machine.Has(ProxmoxTags.New) && !machine.Has(ProxmoxTags.Reimage)) return new BackendTask.Succeeded();
        if (machine.Config.BootDisk is not { } drive)
            return await UnderWayAsync(task.Vm, "qmconfig", cancellationToken) is { } upid ? Next(task with { Upid = upid }, "Getting its disk") : Failed("The machine got no disk", null);
        if (machine.Status.IsRunning) return await ReadyAsync(machine, cancellationToken);
        if (await MoveAsync(machine, cancellationToken) is not null) return Next(task with { Upid = null }, "Getting its address");
        if (ProxmoxTags.DiskGoal(machine.Tags) is { } goal && machine.Config.SizeGb(drive) is { } size && size != goal)
        {
            if (size > goal) return await GiveUpAsync(machine, "The image needs a larger disk than this plan has", null, cancellationToken);
            return Next(task with { Upid = await client.GrowAsync(machine.Place, drive, goal, cancellationToken) }, "Growing its disk");
        }

        return Next(task with { Upid = await client.StartAsync(machine.Place, cancellationToken) }, "Starting");
    }

    private async Task<BackendTask> ReadyAsync(ProxmoxMachine machine, CancellationToken cancellationToken)
    {
        await RetagAsync(machine, ProxmoxTags.Making(machine.Tags), [], cancellationToken);
        return new BackendTask.Succeeded();
    }

    // Without the tags nobody takes another step, and the machine is what it is: stopped, perhaps without a disk. How big that was to be stays told, for the next try.
    private async Task<BackendTask> GiveUpAsync(ProxmoxMachine machine, string what, string? problem, CancellationToken cancellationToken)
    {
        await QuietlyAsync(RetagAsync(machine, [ProxmoxTags.New, ProxmoxTags.Reimage], [], cancellationToken));
        return Failed(what, problem);
    }
}
