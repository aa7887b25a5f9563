using System.Text.Json.Nodes;
using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.OpenStack;

/// <summary>Images.</summary>
internal partial class OpenStackBackend : ISnapshot, IImageCatalogue, IImageFetch, IImageDelete
{
    public IReadOnlyList<string> FetchFormats { get; } = ["qcow2", "raw", "vmdk", "vhd", "vdi"];

    public async Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken)
    {
        var properties = new JsonObject { [OpenStackMark.Panel] = installation.ToString("N"), [OpenStackMark.Token] = token.ToString("N") };
        return new BackendChange.WatchImage { ResultId = await compute.SnapshotAsync(vmId, name, properties, cancellationToken) };
    }

    public async Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!FetchFormats.Contains(request.Format)) throw Rejected($"OpenStack takes images in these formats: {string.Join(", ", FetchFormats)}.");
        if (!(await glance.ImportMethodsAsync(cancellationToken)).Contains("web-download")) throw Rejected("This cloud does not fetch images from the Internet.");
        var image = await glance.MarkedAsync(installation, request.Token, cancellationToken).FirstOrDefaultAsync(cancellationToken)
            ?? await RepeatableAsync(() => glance.AddAsync(new(request.Name, request.Format, installation.ToString("N"), request.Token.ToString("N")), cancellationToken));
        if (image is { Status: "queued", Importing: null or "" }) await ImportAsync(image.Id, request.Source, cancellationToken);
        return new BackendChange.WatchImage { ResultId = image.Id };
    }

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) =>
        await glance.FindAsync(imageId, cancellationToken) is { } image ? OpenStackMapping.Image(image) : null;

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await glance.MarkedAsync(installation, token, cancellationToken).Select(OpenStackMapping.Image)
            .FirstOrDefaultAsync(i => i.Mark is { } mark && mark.InstallationId == installation && mark.Token == token, cancellationToken);

    public IAsyncEnumerable<BackendImage> ListImagesAsync(CancellationToken cancellationToken) => glance.ListAsync(cancellationToken).Select(OpenStackMapping.Image);

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (await GetImageAsync(imageId, cancellationToken) is not { } image) return new BackendChange.Done();
        if (image.IsPublic) throw Rejected("This image belongs to the cloud and is not ours to delete.");
        await glance.DeleteAsync(imageId, cancellationToken);
        return new BackendChange.Done();
    }

    private async Task ImportAsync(string image, Uri source, CancellationToken cancellationToken)
    {
        try
        {
            await RepeatableAsync(async () =>
            {
                await glance.ImportAsync(image, source, cancellationToken);
                return true;
            });
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Conflict)
        {
            // It is under way, begun by a call whose answer was lost.
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.Rejected)
        {
            await glance.DeleteAsync(image, cancellationToken); // A record without data, which nobody could use.
            throw;
        }
    }

    // A fetch takes up what an earlier try with its token has left, so that repeating it does no harm and a lost answer says nothing worse than "again".
    private static async Task<T> RepeatableAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.OutcomeUnknown)
        {
            throw new BackendException(BackendErrorKind.Unavailable, "OpenStack did not say whether it began to fetch the image.", e);
        }
    }
}
