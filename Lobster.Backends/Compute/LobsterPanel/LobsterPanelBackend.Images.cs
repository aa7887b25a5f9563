using System.Runtime.CompilerServices;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.LobsterPanel;

/// <summary>Images: those that the other panel offers, snapshots, and what it fetches.</summary>
internal sealed partial class LobsterPanelBackend : ISnapshot, IImageCatalogue, IImageFetch, IImageDelete
{
    // What the original calls a disk.
    private const string Template = "template";
    private const string Iso = "iso";

    public IReadOnlyList<string> FetchFormats { get; } = ["qcow2", Iso];

    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        await RequireIdleAsync(vmId, cancellationToken);
        return new BackendChange.WatchImage { ResultId = await client.SnapshotAsync(vmId, NameMark.Write(name, installation, token), cancellationToken) };
    }

    public async Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!FetchFormats.Contains(request.Format)) throw Rejected("The other panel takes images in the formats qcow2 and iso only.");
        var format = request.Format == Iso ? Iso : Template;
        var made = await client.FetchAsync(new(options.Region, NameMark.Write(request.Name, installation, request.Token), request.Source.AbsoluteUri, format), cancellationToken);
        return new BackendChange.WatchImage { ResultId = made };
    }

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (!LobsterPanelMapping.IsId(imageId)) return null;
        if (await client.FindImageAsync(imageId, cancellationToken) is { } own) return LobsterPanelMapping.Image(own);
        // Only the list tells of those that are offered to all.
        return await ListImagesAsync(cancellationToken).FirstOrDefaultAsync(i => i.Id == imageId, cancellationToken);
    }

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken)
    {
        var wanted = new VmMark(installation, token);
        return await ListImagesAsync(cancellationToken).FirstOrDefaultAsync(i => i.Mark == wanted, cancellationToken);
    }

    public async IAsyncEnumerable<BackendImage> ListImagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var image in await client.ImagesAsync(cancellationToken))
            if (image.Region == options.Region) yield return LobsterPanelMapping.Image(image);
    }

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (await GetImageAsync(imageId, cancellationToken) is not { } image) return new BackendChange.Done();
        if (image.IsPublic) throw Rejected("What the other panel offers to all cannot be deleted.");
        await GoneIsFineAsync(client.DeleteImageAsync(imageId, cancellationToken));
        return new BackendChange.Done();
    }

    private async Task<BackendImage> RequireImageAsync(string imageId, CancellationToken cancellationToken)
    {
        var image = await ListImagesAsync(cancellationToken).FirstOrDefaultAsync(i => i.Id == imageId, cancellationToken)
            ?? throw Rejected("The other panel has no such image in this region.");
        return image.State == ImageState.Ready ? image : throw new BackendException(BackendErrorKind.Conflict, "The image is not ready.");
    }
}
