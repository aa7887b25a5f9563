using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LunaNode;

/// <summary>Images: public ones, snapshots, and what Luna Node fetches.</summary>
internal sealed partial class LunaNodeBackend : ISnapshot, IImageCatalogue, IImageFetch, IImageDelete
{
    private const string Iso = "iso";

    public IReadOnlyList<string> FetchFormats { get; } = ["qcow2", Iso];

    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        RequireIdle(await RequireAsync(vmId, cancellationToken));
        var made = await client.SnapshotAsync(vmId, LunaNodeMapping.ImageName(name, ImageKind.Template, installation, token), cancellationToken);
        return new BackendChange.WatchImage { ResultId = made };
    }

    public async Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!FetchFormats.Contains(request.Format)) throw new BackendException(BackendErrorKind.Rejected, "Luna Node takes images in the formats qcow2 and iso only.");
        var name = LunaNodeMapping.ImageName(request.Name, request.Format == Iso ? ImageKind.Iso : ImageKind.Template, installation, request.Token);
        var made = await client.FetchAsync(options.Region, name, request.Source, request.Format, cancellationToken);
        return new BackendChange.WatchImage { ResultId = made };
    }

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) =>
        LunaNodeMapping.IsId(imageId) && await client.FindImageAsync(imageId, cancellationToken) is { } image ? LunaNodeMapping.Image(imageId, image) : null;

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        var wanted = new VmMark(installation, token);
        return await ListImagesAsync(cancellationToken).FirstOrDefaultAsync(i => i.Mark == wanted, cancellationToken);
    }

    public async IAsyncEnumerable<BackendImage> ListImagesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var image in await client.ImagesAsync(options.Region, cancellationToken)) yield return LunaNodeMapping.Image(image);
    }

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (await GetImageAsync(imageId, cancellationToken) is not { } image) return new BackendChange.Done();
        if (image.IsPublic) throw new BackendException(BackendErrorKind.Rejected, "Luna Node's own images cannot be deleted.");
        await GoneIsFineAsync(client.DeleteImageAsync(imageId, cancellationToken));
        return new BackendChange.Done();
    }

    private async Task<BackendImage> RequireImageAsync(string imageId, CancellationToken cancellationToken)
    {
        var image = await ListImagesAsync(cancellationToken).FirstOrDefaultAsync(i => i.Id == imageId, cancellationToken)
            ?? throw new BackendException(BackendErrorKind.Rejected, "Luna Node has no such image in this region.");
        return image.State == ImageState.Ready ? image : throw new BackendException(BackendErrorKind.Conflict, "The image is not ready.");
    }
}
