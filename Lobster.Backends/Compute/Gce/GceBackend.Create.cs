using Lobster.Backends.Http;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>
/// How a machine comes and goes. Its public address is Google's only as long as it runs, so once it has one that is kept under the machine's name; it goes after the machine, as
/// do disks that a reimage left.
/// </summary>
internal sealed partial class GceBackend
{
    private const string UserDataItem = "user-data";
    private const string SshKeysItem = "ssh-keys";
    private const string NoIso = "Google boots disk images only, no ISO images.";
    private const string NoImage = "Google does not know the image.";
    private const string NoSize = "Google does not know the size.";

    public async Task<VmAccepted> CreateAsync(CreateVm request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ImageKind == ImageKind.Iso) throw Rejected(NoIso);
        var at = new GcePlace(options.Zone, GceLabels.NameOf(request.Token));
        var body = Body(request, at, GceImageId.Read(request.ImageId) ?? throw Rejected(NoImage), await TypeOfAsync(request.Size, cancellationToken));
        try
        {
            var operation = await client.CreateAsync(at.Zone, body, request.Token, cancellationToken);
            return new VmAccepted(at.ToString(), GceTasks.Poll(new GceTask.Creating(at) { Operation = operation.Path }));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            throw Rejected("Google does not know the image, the machine type or the network.", e);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // Most likely the name is taken: by an earlier request with this token.
            throw new BackendException(BackendErrorKind.OutcomeUnknown, "Google has something of this machine's name already.", e) { ProviderText = e.ProviderText };
        }
    }

    public async Task<BackendChange> DeleteAsync(string vmId, CancellationToken cancellationToken)
    {
        if (GcePlace.Read(vmId) is not { } at) return new BackendChange.Done();
        // Whoever deleted it before may not have come to the end.
        var operation = (await ProviderClient.NullIfMissingAsync(client.DeleteInstanceAsync(at, cancellationToken)))?.Path ?? await RemainderAsync(at, cancellationToken);
        return operation is null ? new BackendChange.Done() : GceTasks.Poll(new GceTask.Deleting(at) { Operation = operation });
    }

    private async Task<BackendTask> CreatedAsync(GceTask.Creating task, BackendException? problem, CancellationToken cancellationToken)
    {
        if (problem is not null) return Failed(problem, "Google could not make this machine");
        if (await client.FindInstanceAsync(task.Vm, cancellationToken) is not { } vm) return new BackendTask.Failed(BackendErrorKind.Unavailable, "Google did not make this machine.");
        var isUsable = GceStates.Of(vm.Status) == PowerState.Running && GceMapping.Addresses(vm).Any(a => a.IsPublic);
        if (!isUsable) return new BackendTask.Running(Text: "Being made");
        return await KeepAddressAsync(task.Vm, vm, cancellationToken) is { } operation
            ? Next(task with { Operation = operation }, "Keeping its address")
            : new BackendTask.Succeeded();
    }

    private async Task<BackendTask> DeletedAsync(GceTask.Deleting task, BackendException? problem, CancellationToken cancellationToken)
    {
        if (problem is not null && problem.Kind is not (BackendErrorKind.NotFound or BackendErrorKind.Conflict)) return Failed(problem, "Google could not delete this machine");
        if (await client.FindInstanceAsync(task.Vm, cancellationToken) is not null)
        {
            if (problem is null) return new BackendTask.Running(Text: "Being deleted");
            // It collided with another change, and is asked for again.
            return Next(task with { Operation = (await ProviderClient.NullIfMissingAsync(client.DeleteInstanceAsync(task.Vm, cancellationToken)))?.Path }, "Being deleted");
        }

        return await RemainderAsync(task.Vm, cancellationToken) is { } operation ? Next(task with { Operation = operation }, "Giving back what it had") : new BackendTask.Succeeded();
    }

    // Keeps the public address that a machine has; null: it is kept already, or there is none, or the machine is not ours.
    private async Task<string?> KeepAddressAsync(GcePlace at, GceInstance vm, CancellationToken cancellationToken)
    {
        if (!GceLabels.IsOurs(at.Name) || GceMapping.Translations(vm).FirstOrDefault(t => !string.IsNullOrEmpty(t.Config.NatIP)).Config is not { } config) return null;
        if (await client.FindAddressAsync(at.Region, at.Name, cancellationToken) is not null) return null;
        return (await client.ReserveAddressAsync(at.Region, new GceAddress(at.Name) { Address = config.NatIP, NetworkTier = config.NetworkTier }, cancellationToken)).Path;
    }

    // Gives back one thing that a machine of ours left; null: nothing is left.
    private async Task<string?> RemainderAsync(GcePlace at, CancellationToken cancellationToken)
    {
        if (!GceLabels.IsOurs(at.Name)) return null;
        try
        {
            if (await client.FindAddressAsync(at.Region, at.Name, cancellationToken) is not null) return (await client.ReleaseAddressAsync(at.Region, at.Name, cancellationToken)).Path;
            var disk = await client.DisksAsync(at, cancellationToken).FirstOrDefaultAsync(cancellationToken);
            return disk is null ? null : (await client.DeleteDiskAsync(at.Zone, disk.Name, cancellationToken)).Path;
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return null; // Somebody else was faster, and follows the rest.
        }
    }

    private GceCreate Body(CreateVm request, GcePlace at, GceImageId image, string type)
    {
        var plan = GcePlanOptions.Read(request.Size.Metadata);
        var labels = GceLabels.Mark(installation, request.Token);
        labels[GceLabels.Name] = GceLabels.Bend(request.Name);
        var disk = new GceDiskParams($"projects/{image.Path}")
        {
            DiskSizeGb = request.Size.DiskGb > 0 ? request.Size.DiskGb : null, DiskType = DiskType(at.Zone, plan.DiskType), Labels = new Dictionary<string, string> { [GceLabels.Machine] = at.Name },
        };
        return new GceCreate(
            at.Name, GceClient.MachineType(at.Zone, type), [new() { Boot = true, AutoDelete = true, Type = "PERSISTENT", InitializeParams = disk }],
            [new() { Network = options.Network, Subnetwork = options.Subnetwork, AccessConfigs = [GceMapping.NewAddress(plan.NetworkTier)] }])
        {
            Labels = labels, Metadata = new GceMetadata { Items = [.. Metadata([], request.SshKeys, request.UserData)] }, Tags = plan.Tags.Count > 0 ? new GceTags(plan.Tags) : null,
        };
    }

    // What the guest is told. Keys and log-ins of the project are the operator's, and have nothing to do in a customer's machine.
    private IEnumerable<GceItem> Metadata(IReadOnlyList<GceItem> others, IReadOnlyList<string> sshKeys, string? userData)
    {
        foreach (var item in others.Where(i => i.Key is not (UserDataItem or SshKeysItem or "block-project-ssh-keys" or "enable-oslogin"))) yield return item;
        if (!string.IsNullOrEmpty(userData)) yield return new GceItem(UserDataItem, userData);
        if (sshKeys.Count > 0) yield return new GceItem(SshKeysItem, string.Join('\n', sshKeys.Select(k => $"{options.SshUser}:{k.Trim()}")));
        yield return new GceItem("block-project-ssh-keys", "TRUE");
        yield return new GceItem("enable-oslogin", "FALSE");
    }

    // The type that a plan names, or the family's of exactly its figures.
    private async Task<string> TypeOfAsync(VmSize size, CancellationToken cancellationToken)
    {
        if (size.PlanId is { } id) return GcePlace.IsName(id) ? id : throw Rejected(NoSize);
        var fitting = await client.MachineTypesAsync(options.Zone, cancellationToken)
            .Where(t => t.Name.StartsWith($"{options.Family}-", StringComparison.Ordinal) && t.GuestCpus == size.VCpus && t.MemoryMb == size.RamMb && GceMapping.IsOffered(t.Deprecated))
            .FirstOrDefaultAsync(cancellationToken);
        return fitting?.Name ?? throw Rejected("Google has no machine type of this size.");
    }

    private static string? DiskType(string zone, string? type) => type is null ? null : $"zones/{zone}/diskTypes/{type}";
}
