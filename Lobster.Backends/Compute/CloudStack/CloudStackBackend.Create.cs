using System.Text;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>How a machine comes and goes.</summary>
internal sealed partial class CloudStackBackend
{
    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parameters = await DeployParametersAsync(request, cancellationToken);
        var keys = await ImportKeysAsync(request, cancellationToken);
        if (keys.Count > 0) parameters.Add(("keypairs", string.Join(',', keys.Select(k => k.Name))));
        var ours = keys.Where(k => k.IsOurs).Select(k => k.Name).ToList();
        try
        {
            var made = await client.DeployAsync(parameters, cancellationToken);
            // Without an id the machine is there and nobody knows which it is: it is found by its mark.
            if (made.Id is not { Length: > 0 } id) throw new BackendException(BackendErrorKind.OutcomeUnknown, "CloudStack does not say which machine it makes.");
            return new VmAccepted(id, CloudStackTasks.Poll(new CloudStackTask.Creating(made.JobId, ours)));
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await ForgetQuietlyAsync(ours, cancellationToken);
            throw Refusal(e, keys.Exists(k => !k.IsOurs));
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (await FindAsync(vmId, cancellationToken) is not { } vm) return new BackendChange.Done();
        // A create whose answer was lost leaves the keys that were imported for it.
        if (CloudStackMark.Read(vm.Name)?.Token is { } token)
            await ForgetAsync((vm.KeyPairs ?? "").Split(',', StringSplitOptions.TrimEntries).Where(k => k.StartsWith(CloudStackKeys.Prefix(token), StringComparison.Ordinal)), cancellationToken);
        // Before the machine: afterwards nobody knows any more that the address was its own, and it would go on costing.
        if (vm.PublicIpId is { Length: > 0 } address) await QuietlyAsync(client.GiveAddressBackAsync(address, cancellationToken));
        try
        {
            return CloudStackTasks.Poll(new CloudStackTask.Deleting(vmId, (await client.DestroyAsync(vmId, expunge: true, cancellationToken)).JobId, Expunge: true));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return new BackendChange.Done();
        }
    }

    private async Task<BackendTask> CreatedAsync(CloudStackTask.Creating task, CancellationToken cancellationToken)
    {
        var progress = await ProgressAsync(task.Job, cancellationToken);
        if (progress is CloudStackProgress.UnderWay) return new BackendTask.Running(Text: "Being made");
        await ForgetAsync(task.Keys, cancellationToken);
        return End(progress);
    }

    private async Task<BackendTask> DeletedAsync(CloudStackTask.Deleting task, CancellationToken cancellationToken)
    {
        var progress = await ProgressAsync(task.Job, cancellationToken);
        if (progress is not CloudStackProgress.Failed failed) return End(progress);
        if (await FindAsync(task.Vm, cancellationToken) is null) return new BackendTask.Succeeded();
        if (!task.Expunge || failed.Kind != BackendErrorKind.Unauthorized) return failed.Task;
        // An account that may not expunge leaves that to the cloud, which does it after a while.
        var plain = await client.DestroyAsync(task.Vm, expunge: false, cancellationToken);
        return new BackendTask.Running(ContinueAs: CloudStackTasks.Write(task with { Job = plain.JobId, Expunge = false }));
    }

    private async Task<List<(string Name, string? Value)>> DeployParametersAsync(CreateVm request, CancellationToken cancellationToken)
    {
        var plan = CloudStackPlanOptions.Read(request.Size.Metadata);
        var (image, isIso) = CloudStackImageId.Read(request.ImageId);
        isIso |= request.ImageKind == ImageKind.Iso;
        var (offering, disk) = await SizingAsync(request.Size, plan, cancellationToken);
        List<(string Name, string? Value)> all =
        [
            ("zoneid", options.Zone), ("templateid", image), ("name", CloudStackMark.HostName(request.Name, installation, request.Token)), ("displayname", request.Name),
            .. Goal(offering, request.Size, plan).Parameters,
            ("networkids", plan.Networks ?? options.Networks), ("securitygroupids", plan.SecurityGroups), ("affinitygroupids", plan.AffinityGroups), ("userdata", Encode(request.UserData)),
            ("diskofferingid", disk?.Id),
        ];
        if (isIso) return [.. all, ("hypervisor", options.Hypervisor), ("size", IsoDisk(disk).IsCustomized ? $"{request.Size.DiskGb}" : null)];
        if (disk is { IsCustomized: true }) throw Rejected("The plan is not set up well: its disk offering leaves the size of the second disk open.");
        // An offering that fixes the first disk refuses another size.
        if (offering.RootDiskSize is not > 0 && request.Size.DiskGb > 0) all.Add(("rootdisksize", $"{request.Size.DiskGb}"));
        return all;
    }

    private static CloudStackDiskOffering IsoDisk(CloudStackDiskOffering? disk) => disk ?? throw Rejected("A machine that boots an ISO needs a plan with a disk offering.");

    // Plans are named offering/disk offering; regions of old panels have a colon between.
    private async Task<(CloudStackOffering Offering, CloudStackDiskOffering? Disk)> SizingAsync(VmSize size, CloudStackPlanOptions plan, CancellationToken cancellationToken)
    {
        var ids = size.PlanId?.Split('/', ':') ?? [];
        var offering = ids is [{ Length: > 0 } id, ..] ? await FoundAsync(client.OfferingsAsync(options.Zone, id, cancellationToken), cancellationToken)
            : await FittingAsync(size, cancellationToken);
        if (offering is null) throw Rejected("CloudStack does not know the size.");
        var diskId = ids is [_, { Length: > 0 } second, ..] ? second : plan.DiskOffering;
        if (diskId is null) return (offering, null);
        return (offering, await FoundAsync(client.DiskOfferingAsync(diskId, cancellationToken), cancellationToken) ?? throw Rejected("CloudStack does not know the disk size."));
    }

    // For a plan of no provider: an offering of exactly these figures, or else one that leaves them open.
    private async Task<CloudStackOffering?> FittingAsync(VmSize size, CancellationToken cancellationToken)
    {
        var all = await client.OfferingsAsync(options.Zone, null, cancellationToken).ToListAsync(cancellationToken);
        return all.Find(o => !o.IsCustomized && o.CpuNumber == size.VCpus && o.Memory == size.RamMb && (o.RootDiskSize is not > 0 || o.RootDiskSize == size.DiskGb)) ?? all.Find(o => o.IsCustomized);
    }

    private static CloudStackGoal Goal(CloudStackOffering offering, VmSize size, CloudStackPlanOptions plan) =>
        new(offering.Id, offering.IsCustomized ? new CloudStackFigures(size.VCpus, size.RamMb, offering.CpuSpeed is > 0 ? null : plan.CpuSpeed) : null, size.DiskGb);

    private static BackendException Refusal(BackendException e, bool isKeyOfAnother) => e.Kind switch
    {
        // A key that another create had imported is gone with that create; the next try imports it.
        BackendErrorKind.NotFound or BackendErrorKind.Rejected when isKeyOfAnother && e.ProviderText?.Contains("key pair", StringComparison.OrdinalIgnoreCase) == true =>
            new BackendException(BackendErrorKind.Conflict, "An SSH key was removed from the account at CloudStack just now.", e) { ProviderText = e.ProviderText },
        BackendErrorKind.NotFound => new BackendException(BackendErrorKind.Rejected, "CloudStack does not know the image or the plan.", e) { ProviderText = e.ProviderText },
        _ => e,
    };

    private static BackendException Rejected(string message) => new(BackendErrorKind.Rejected, message);

    private static string? Encode(string? userData) => string.IsNullOrEmpty(userData) ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(userData));
}
