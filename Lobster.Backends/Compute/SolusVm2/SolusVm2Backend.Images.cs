using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.SolusVm2;

/// <summary>
/// Images. The master keeps versions below OS images; one that is fetched is an OS image with the mark in its name and one version. Its file is fetched when the first machine is made of it,
/// so there is nothing to wait for, and a bad address shows only then.
/// </summary>
internal sealed partial class SolusVm2Backend : IImageCatalogue, IImageFetch, IImageDelete
{
    private const string FirstVersion = "1";

    public IReadOnlyList<string> FetchFormats { get; } = options.Virtualization == SolusVm2Options.Kvm ? ["qcow2"] : [];

    public IAsyncEnumerable<BackendImage> ListImagesAsync(CancellationToken cancellationToken) => client.ImagesAsync(cancellationToken).SelectMany(Images);

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken) =>
        SolusVm2ImageId.Parse(imageId) is { } id && await client.FindImageAsync(id.Image, cancellationToken) is { } image
            && image.Versions?.FirstOrDefault(v => v.Id == id.Version) is { } version ? SolusVm2Mapping.Image(image, version) : null;

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await FindOwnAsync(token, cancellationToken) is { Versions: [var version, ..] } image ? SolusVm2Mapping.Image(image, version) : null;

    public async Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!FetchFormats.Contains(request.Format)) throw Rejected("SolusVM 2 fetches qcow2 images for KVM machines only.");
        // What an earlier try has made, whose answer was lost, is gone on with.
        var image = await FindOwnAsync(request.Token, cancellationToken)
            ?? await client.AddImageAsync(new SolusVm2AddImage(TextMark.Write(request.Name, installation, request.Token), IsVisible: false), cancellationToken);
        var version = image.Versions is [var made, ..] ? made : await AddVersionAsync(image.Id, request.Source, cancellationToken);
        return new BackendChange.Done { ResultId = new SolusVm2ImageId(image.Id, version.Id).ToString() };
    }

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (SolusVm2ImageId.Parse(imageId) is not { } id || await client.FindImageAsync(id.Image, cancellationToken) is not { } image) return new BackendChange.Done();
        // All its versions go with it, so only what was fetched for one.
        if (TextMark.Read(image.Name).Mark?.InstallationId != installation) throw Rejected("SolusVM's own images cannot be deleted.");
        await GoneIsFineAsync(client.DeleteImageAsync(id.Image, cancellationToken));
        return new BackendChange.Done();
    }

    private async Task<SolusVm2OsVersion> AddVersionAsync(long image, Uri source, CancellationToken cancellationToken)
    {
        try
        {
            return await client.AddVersionAsync(image, new SolusVm2AddVersion(FirstVersion, options.Virtualization, source.AbsoluteUri, options.CloudInit, IsVisible: false), cancellationToken);
        }
        catch (BackendException e) when (e.Kind != BackendErrorKind.OutcomeUnknown)
        {
            await DiscardAsync(image, cancellationToken);
            throw;
        }
    }

    // Why the version was refused matters more than an empty image that stays behind.
    private async Task DiscardAsync(long image, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteImageAsync(image, cancellationToken);
        }
        catch (BackendException)
        {
            // A repeated fetch goes on with it.
        }
    }

    private async Task<SolusVm2OsImage?> FindOwnAsync(Guid token, CancellationToken cancellationToken)
    {
        var wanted = new VmMark(installation, token);
        return await client.ImagesAsync(cancellationToken).FirstOrDefaultAsync(i => TextMark.Read(i.Name).Mark == wanted, cancellationToken);
    }

    // Those that the operator hides are his own affair; fetched ones are hidden from everybody but the panel.
    private IEnumerable<BackendImage> Images(SolusVm2OsImage image) =>
        from version in image.Versions ?? []
        where (version.VirtualizationType ?? options.Virtualization) == options.Virtualization
        let told = SolusVm2Mapping.Image(image, version)
        where !told.IsPublic || (image.IsVisible != false && version.IsVisible != false)
        select told;
}
