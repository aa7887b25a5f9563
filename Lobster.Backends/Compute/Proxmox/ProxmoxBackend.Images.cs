using System.Runtime.CompilerServices;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Images: templates, by their number, and files on the storage of images, by their volume.</summary>
internal sealed partial class ProxmoxBackend : ISnapshot, IImageCatalogue, IImageFetch, IImageDelete
{
    public IReadOnlyList<string> FetchFormats { get; } = ["qcow2", "raw", "vmdk", "iso"];

    /// <inheritdoc/>
    /// <remarks>A machine of its own gets a copy of the disk and becomes a template. Keys, addresses and names of the guest's cloud-init are not copied.</remarks>
    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        var machine = Settled(await RequireAsync(vmId, cancellationToken));
        var all = await client.ResourcesAsync(cancellationToken);
        if (Ours(all, token, isImage: true) is { } there) return Imaging(there.Vmid, null);
        if (machine.Config.BootDisk is not { } drive || machine.Config.Volume(drive) is not { } volume) throw Rejected("The machine has no disk.");
        var number = Number(all, token);
        var fields = Shell(number, ProxmoxNames.Bend(name, "image"), machine.Config);
        fields["memory"] = "512";
        fields[ProxmoxConfig.MainDisk] = $"{ProxmoxFiles.Storage(volume)}:0,import-from={volume}";
        fields["boot"] = $"order={ProxmoxConfig.MainDisk}";
        fields["tags"] = string.Join(';', [.. TagMark.Tags(installation, token), ProxmoxTags.Image]);
        return Imaging(number, await client.CreateAsync(machine.Place.Node, fields, cancellationToken));
    }

    public async Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!FetchFormats.Contains(request.Format)) throw Rejected("Proxmox VE takes qcow2, raw, vmdk and iso images only.");
        if ((await NodesAsync(cancellationToken)).FirstOrDefault() is not { } node) throw new BackendException(BackendErrorKind.Unavailable, "No node is online.");
        var (content, file) = (request.Format == "iso" ? "iso" : "import", ProxmoxFiles.Name(request.Name, installation, request.Token, request.Format));
        var fields = new Dictionary<string, string> { ["content"] = content, ["filename"] = file, ["url"] = request.Source.AbsoluteUri };
        var volume = $"{options.ImageStorage}:{content}/{file}";
        return ProxmoxTasks.Poll(new ProxmoxTask.Fetching(volume) { Upid = await client.DownloadAsync(node, options.ImageStorage, fields, cancellationToken) }) with { ResultId = volume };
    }

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (ProxmoxNumbers.Read(imageId) is not { } number)
        {
            var held = await HoldersAsync(imageId, await NodesAsync(cancellationToken), cancellationToken).FirstOrDefaultAsync(cancellationToken);
            return held.Volume is { } file ? ProxmoxMapping.Image(file) : null;
        }

        if (Template(await client.ResourcesAsync(cancellationToken), number) is not { } there) return null;
        return ProxmoxMapping.Image(there);
    }

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        var mark = new VmMark(installation, token);
        if (Ours(await client.ResourcesAsync(cancellationToken), token, isImage: true) is { } there) return ProxmoxMapping.Image(there) with
        {
            Mark = mark,
            IsPublic = false,
            Creation = there.IsTemplate ? null : Imaging(there.Vmid, null),
        };
        return await AllFilesAsync(cancellationToken).Select(ProxmoxMapping.Image).FirstOrDefaultAsync(i => i.Mark == mark, cancellationToken);
    }

    public async IAsyncEnumerable<BackendImage> ListImagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var there in (await client.ResourcesAsync(cancellationToken)).Where(IsImage)) yield return ProxmoxMapping.Image(there);
        await foreach (var file in AllFilesAsync(cancellationToken)) yield return ProxmoxMapping.Image(file);
    }

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (await GetOwnAsync(imageId, cancellationToken) is not { } image) return new BackendChange.Done();
        if (image.Mark?.InstallationId != installation) throw Rejected("This image was not made by this panel, so it can be deleted only at Proxmox VE.");
        return await ForgetAsync(imageId, cancellationToken) is { } upid ? ProxmoxTasks.Poll(new ProxmoxTask.Forgetting(imageId) { Upid = upid }) : new BackendChange.Done();
    }

    private async Task<BackendTask> ImagedAsync(ProxmoxTask.Imaging task, string? problem, CancellationToken cancellationToken)
    {
        if (Template(await client.ResourcesAsync(cancellationToken), task.Vm) is not { } there) return Failed("Proxmox VE could not make an image of this machine", problem);
        if (there.IsTemplate) return new BackendTask.Succeeded(ProxmoxNumbers.Write(task.Vm));
        if (problem is null) return await TurnAsync(there, task, cancellationToken);
        await QuietlyAsync(client.DestroyAsync(there.Place, cancellationToken));
        return Failed("Proxmox VE could not make an image of this machine", problem);
    }

    private async Task<BackendTask> TurnAsync(ProxmoxResource there, ProxmoxTask.Imaging task, CancellationToken cancellationToken) => there.Lock is null
        ? Next(task with { Upid = await client.MakeTemplateAsync(there.Place, cancellationToken) }, "Becoming an image")
        : new BackendTask.Running(Text: "Copying the disk");

    private async Task<BackendTask> ForgottenAsync(ProxmoxTask.Forgetting task, string? problem, CancellationToken cancellationToken)
    {
        if (problem is not null) return Failed("Proxmox VE could not delete the image", problem);
        if (await GetOwnAsync(task.Image, cancellationToken) is null) return new BackendTask.Succeeded();
        return Next(task with { Upid = await ForgetAsync(task.Image, cancellationToken) }, "Being deleted");
    }

    // Looks and takes no step.
    private async Task<BackendImage?> GetOwnAsync(string imageId, CancellationToken cancellationToken) => ProxmoxNumbers.Read(imageId) is { } number
        ? Template(await client.ResourcesAsync(cancellationToken), number) is { } there ? ProxmoxMapping.Image(there) : null
        : await GetImageAsync(imageId, cancellationToken);

    // A file may be on several nodes; the last task is waited for, and then it is looked whether one is left.
    private async Task<string?> ForgetAsync(string imageId, CancellationToken cancellationToken)
    {
        if (ProxmoxNumbers.Read(imageId) is { } number)
            return Template(await client.ResourcesAsync(cancellationToken), number) is { } there ? await client.DestroyAsync(there.Place, cancellationToken) : null;
        var holder = await HoldersAsync(imageId, await NodesAsync(cancellationToken), cancellationToken).FirstOrDefaultAsync(cancellationToken);
        return holder.Node is { } node ? await client.DeleteVolumeAsync(node, ProxmoxFiles.Storage(imageId), imageId, cancellationToken) : null;
    }

    private static BackendChange.Poll Imaging(int image, string? upid) => ProxmoxTasks.Poll(new ProxmoxTask.Imaging(image) { Upid = upid }) with { ResultId = ProxmoxNumbers.Write(image) };

    private static bool IsImage(ProxmoxResource r) => r.IsVm && (r.IsTemplate || ProxmoxTags.IsImage(r.TagList));

    private static ProxmoxResource? Template(IReadOnlyList<ProxmoxResource> all, int number) => all.FirstOrDefault(r => r.Vmid == number && (IsImage(r) || IsHidden(r)));

    // Each file once, although every node tells those of a shared storage.
    private async IAsyncEnumerable<ProxmoxVolume> AllFilesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in await NodesAsync(cancellationToken))
            foreach (var kind in Enum.GetValues<ImageKind>())
                foreach (var file in await FilesAsync(node, options.ImageStorage, kind, cancellationToken))
                    if (ProxmoxFiles.Kind(file.Volid) is not null && seen.Add(file.Volid)) yield return file;
    }
}
