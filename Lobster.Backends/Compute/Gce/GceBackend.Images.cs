using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.Gce;

/// <summary>Images: the newest of each public family, and the project's own.</summary>
internal sealed partial class GceBackend : IImageCatalogue, ISnapshot, IImageDelete
{
    public IAsyncEnumerable<BackendImage> ListImagesAsync(CancellationToken cancellationToken) =>
        options.ImageProjects.Where(p => p != options.Project).ToAsyncEnumerable().SelectMany(p => PublicAsync(p, cancellationToken))
            .Concat(client.ImagesAsync(options.Project, cancellationToken).Select(i => GceMapping.Image(i, OwnImage(i.Name), isPublic: false)));

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) =>
        GceImageId.Read(imageId) is { } id && await client.FindImageAsync(id, cancellationToken) is { } image ? GceMapping.Image(image, id, isPublic: id.Project != options.Project) : null;

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await GetImageAsync(OwnImage(GceLabels.NameOf(token)).ToString(), cancellationToken) is { } image && image.Mark == new VmMark(installation, token) ? image : null;

    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (at, vm) = await RequireAsync(vmId, cancellationToken);
        var disk = GceMapping.BootDiskName(vm) ?? throw Rejected("The machine has no disk.");
        var image = OwnImage(GceLabels.NameOf(token));
        // One that was begun by a request whose answer was lost is gone on with.
        if (await client.FindImageAsync(image, cancellationToken) is not null) return new BackendChange.WatchImage { ResultId = image.ToString() };
        var body = new GceCreateImage(image.Name, client.Disk(at.Zone, disk), name, GceLabels.Mark(installation, token));
        var operation = await client.CreateImageAsync(body, token, cancellationToken);
        return GceTasks.Poll(new GceTask.Imaging(image.Name) { Operation = operation.Path }) with { ResultId = image.ToString() };
    }

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (GceImageId.Read(imageId) is not { } id) return new BackendChange.Done();
        if (id.Project != options.Project || id.IsFamily) throw Rejected("Only images of this project can be deleted.");
        try
        {
            return Act(await client.DeleteImageAsync(id.Name, cancellationToken));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return new BackendChange.Done();
        }
    }

    private async Task<BackendTask> ImagedAsync(GceTask.Imaging task, BackendException? problem, CancellationToken cancellationToken)
    {
        if (problem is null) return new BackendTask.Succeeded(OwnImage(task.Image).ToString());
        // One that failed would only be in the way.
        await QuietlyAsync(client.DeleteImageAsync(task.Image, cancellationToken));
        return Failed(problem, "Google could not make an image of the machine");
    }

    // Images are replaced every few weeks; their family's name stays.
    private async IAsyncEnumerable<BackendImage> PublicAsync(string owner, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var offered = await client.ImagesAsync(owner, cancellationToken).Where(i => GceMapping.IsOffered(i.Deprecated)).ToListAsync(cancellationToken);
        foreach (var family in offered.Where(i => i.Family is not null).GroupBy(i => i.Family!))
            yield return GceMapping.Image(family.MaxBy(i => GceMapping.Moment(i.CreationTimestamp))!, new GceImageId(owner, family.Key, IsFamily: true), isPublic: true);
        foreach (var single in offered.Where(i => i.Family is null)) yield return GceMapping.Image(single, new GceImageId(owner, single.Name, IsFamily: false), isPublic: true);
    }

    private GceImageId OwnImage(string name) => new(options.Project, name, IsFamily: false);
}
