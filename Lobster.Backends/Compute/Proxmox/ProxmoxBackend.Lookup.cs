using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Proxmox;

/// <summary>Finding machines, nodes and what disks are made of.</summary>
internal sealed partial class ProxmoxBackend
{
    private bool IsMachine(ProxmoxResource r) => r is { IsVm: true, IsTemplate: false } && !ProxmoxTags.IsImage(r.TagList) && (options.ResourcePool is null || r.Pool == options.ResourcePool);

    private ProxmoxResource? Machine(IReadOnlyList<ProxmoxResource> all, int vm) => all.FirstOrDefault(r => r.Vmid == vm && (IsMachine(r) || IsHidden(r)));

    // Proxmox VE writes tags and pool down when the disk is there; until then a machine is a number with a lock.
    private static bool IsHidden(ProxmoxResource r) => r is { IsVm: true, Lock: "create", Tags: null or "" };

    private bool IsOurs(IReadOnlyList<string> tags) => ProxmoxTags.Mark(tags)?.InstallationId == installation;

    // By the mark, or by the number where the mark cannot be seen yet.
    private ProxmoxResource? Ours(IReadOnlyList<ProxmoxResource> all, Guid token, bool isImage = false)
    {
        var numbers = ProxmoxNumbers.Of(installation, token, options.Numbers).ToHashSet();
        return all.FirstOrDefault(r => r.IsVm && ProxmoxTags.IsImage(r.TagList) == isImage && ProxmoxTags.Mark(r.TagList) == new VmMark(installation, token))
            ?? all.FirstOrDefault(r => IsHidden(r) && numbers.Contains(r.Vmid));
    }

    private int Number(IReadOnlyList<ProxmoxResource> all, Guid token)
    {
        var taken = all.Select(r => r.Vmid).ToHashSet();
        var free = ProxmoxNumbers.Of(installation, token, options.Numbers).FirstOrDefault(n => !taken.Contains(n));
        return free > 0 ? free : throw new BackendException(BackendErrorKind.QuotaExceeded, "The region's range of machine numbers is too full.");
    }

    private async Task<ProxmoxMachine?> FindAsync(string vmId, CancellationToken cancellationToken) =>
        ProxmoxNumbers.Read(vmId) is { } vm ? await FindAsync(vm, cancellationToken) : null;

    private async Task<ProxmoxMachine?> FindAsync(int vm, CancellationToken cancellationToken)
    {
        if (Machine(await client.ResourcesAsync(cancellationToken), vm) is not { } there) return null;
        try
        {
            return new ProxmoxMachine(there.Place, await client.StatusAsync(there.Place, cancellationToken), await client.ConfigAsync(there.Place, cancellationToken));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            // Removed this moment, or gone to another node: then it is not gone.
            if (Machine(await client.ResourcesAsync(cancellationToken), vm) is null) return null;
            throw new BackendException(BackendErrorKind.Conflict, "The machine is moving to another node.", e) { ProviderText = e.ProviderText };
        }
    }

    private async Task<ProxmoxMachine> RequireAsync(string vmId, CancellationToken cancellationToken) => await FindAsync(vmId, cancellationToken) ?? throw NoMachine();

    private async Task<ProxmoxMachine> RequireAsync(int vm, CancellationToken cancellationToken) => await FindAsync(vm, cancellationToken) ?? throw NoMachine();

    /// <summary>The nodes that may be used, the one with the most free memory first.</summary>
    private async Task<List<string>> NodesAsync(CancellationToken cancellationToken) =>
        [.. (await client.NodesAsync(cancellationToken)).Where(n => n.Status == "online" && (options.Node is null || n.Node == options.Node))
            .OrderByDescending(n => (n.Maxmem ?? 0) - (n.Mem ?? 0)).Select(n => n.Node)];

    /// <summary>Finds an image for a machine.</summary>
    /// <param name="all">The guests of the cluster.</param>
    /// <param name="image">The image.</param>
    /// <param name="kind">What the panel takes it for.</param>
    /// <param name="node">The node of a machine that is there already; null: any.</param>
    /// <param name="cancellationToken">Ours.</param>
    private Task<ProxmoxSource> SourceAsync(IReadOnlyList<ProxmoxResource> all, string image, ImageKind kind, string? node, CancellationToken cancellationToken)
    {
        if (kind == ImageKind.Template && ProxmoxNumbers.Read(image) is { } number && all.FirstOrDefault(r => r is { IsVm: true, IsTemplate: true } && r.Vmid == number) is { } template)
            return TemplateAsync(template, node ?? options.Node, cancellationToken);
        return ProxmoxFiles.Kind(image) == kind ? FileAsync(image, kind, node, cancellationToken) : throw NoImage();
    }

    // A disk is copied only on the node where its owner is.
    private async Task<ProxmoxSource> TemplateAsync(ProxmoxResource template, string? node, CancellationToken cancellationToken)
    {
        if (node is not null && template.Node != node) throw Rejected("The image is on another node than the machine.");
        var config = await client.ConfigAsync(template.Place, cancellationToken);
        if (config.BootDisk is not { } disk || config.Volume(disk) is not { } volume) throw Rejected("The image has no disk.");
        if (config["bios"] == "ovmf") throw Rejected("The image boots by UEFI, and machines here do not.");
        return new ProxmoxSource(template.Node, ImageKind.Template, volume) { DiskGb = config.SizeGb(disk), Hardware = config };
    }

    private async Task<ProxmoxSource> FileAsync(string volume, ImageKind kind, string? node, CancellationToken cancellationToken)
    {
        var holders = await HoldersAsync(volume, node is null ? await NodesAsync(cancellationToken) : [node], cancellationToken).FirstOrDefaultAsync(cancellationToken);
        return holders.Node is { } there ? new ProxmoxSource(there, kind, volume) : throw NoImage();
    }

    /// <summary>The nodes that have a file, which are several where the storage is shared.</summary>
    private async IAsyncEnumerable<(string Node, ProxmoxVolume Volume)> HoldersAsync(
        string volume, IEnumerable<string> nodes, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (ProxmoxFiles.Kind(volume) is not { } kind) yield break;
        foreach (var node in nodes)
            if ((await FilesAsync(node, ProxmoxFiles.Storage(volume), kind, cancellationToken)).FirstOrDefault(v => v.Volid == volume) is { } there) yield return (node, there);
    }

    // A node without the storage, or a release without such files, has none.
    private async Task<IReadOnlyList<ProxmoxVolume>> FilesAsync(string node, string storage, ImageKind kind, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ContentAsync(node, storage, ProxmoxFiles.Content(kind), cancellationToken);
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Rejected)
        {
            return [];
        }
    }

    private static BackendException NoMachine() => new(BackendErrorKind.NotFound, "Proxmox VE has no such machine.");

    private static BackendException NoImage() => Rejected("Proxmox VE does not know the image.");

    private static BackendException Rejected(string message) => new(BackendErrorKind.Rejected, message);

    private static BackendException Conflict(string message) => new(BackendErrorKind.Conflict, message);
}
