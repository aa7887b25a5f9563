using Lobster.Core.Compute;

namespace Lobster.Backends.Compute.CloudStack;

/// <summary>Images: templates and ISOs, the cloud's own and ours. Ours carry the mark in their description.</summary>
internal sealed partial class CloudStackBackend : IImageCatalogue, IImageFetch, IImageDelete
{
    private const string Own = "self";
    private const string Public = "featured";

    public IReadOnlyList<string> FetchFormats { get; } =
    [
        .. options.Hypervisor switch { "KVM" => ["qcow2", "raw"], "VMware" => ["ova"], "Hyperv" => ["vhd", "vhdx"], _ => (string[])["vhd"] },
        .. options.OsType is null ? [] : (string[])["iso"],
    ];

    public async Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken)
    {
        var (id, isIso) = CloudStackImageId.Read(imageId);
        var image = await FoundAsync(Listed(Own, isIso, id, cancellationToken), cancellationToken) ?? await FoundAsync(Listed(Public, isIso, id, cancellationToken), cancellationToken);
        return image is null ? null : CloudStackMapping.Image(image, Kind(isIso));
    }

    public async Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken) =>
        await OwnAsync(isIso: false, cancellationToken).Concat(OwnAsync(isIso: true, cancellationToken))
            .FirstOrDefaultAsync(i => i.Mark == new VmMark(installation, token), cancellationToken);

    public IAsyncEnumerable<BackendImage> ListImagesAsync(CancellationToken cancellationToken) => AllAsync(isIso: false, cancellationToken).Concat(AllAsync(isIso: true, cancellationToken));

    public async Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!FetchFormats.Contains(request.Format)) throw Rejected($"This cloud takes images of these formats only: {string.Join(", ", FetchFormats)}.");
        List<(string Name, string? Value)> common =
        [
            ("name", request.Name), ("displaytext", TextMark.Write(request.Name, installation, request.Token)), ("url", request.Source.AbsoluteUri), ("zoneid", options.Zone), ("ostypeid", options.OsType),
        ];
        var isIso = request.Format == "iso";
        var made = isIso ? await client.RegisterIsoAsync(common, cancellationToken)
            : await client.RegisterTemplateAsync([.. common, ("format", request.Format.ToUpperInvariant()), ("hypervisor", options.Hypervisor)], cancellationToken);
        if (made is null) throw new BackendException(BackendErrorKind.OutcomeUnknown, "CloudStack does not say which image it fetches.");
        return new BackendChange.WatchImage { ResultId = isIso ? CloudStackImageId.Iso(made.Id) : made.Id };
    }

    public async Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken)
    {
        if (await GetImageAsync(imageId, cancellationToken) is not { } image) return new BackendChange.Done();
        if (image.IsPublic) throw Rejected("An image that the cloud offers to everybody cannot be deleted here.");
        var (id, isIso) = CloudStackImageId.Read(imageId);
        try
        {
            return await ActAsync(isIso ? client.DeleteIsoAsync(id, cancellationToken) : client.DeleteTemplateAsync(id, cancellationToken));
        }
        catch (BackendException e) when (e.Kind == BackendErrorKind.NotFound)
        {
            return new BackendChange.Done();
        }
    }

    // One of our own may be offered to everybody too.
    private IAsyncEnumerable<BackendImage> AllAsync(bool isIso, CancellationToken cancellationToken) =>
        Listed(Public, isIso, null, cancellationToken).Concat(Listed(Own, isIso, null, cancellationToken)).DistinctBy(i => i.Id).Select(i => CloudStackMapping.Image(i, Kind(isIso)));

    private IAsyncEnumerable<BackendImage> OwnAsync(bool isIso, CancellationToken cancellationToken) =>
        Listed(Own, isIso, null, cancellationToken).Select(i => CloudStackMapping.Image(i, Kind(isIso)));

    private IAsyncEnumerable<CloudStackImage> Listed(string filter, bool isIso, string? id, CancellationToken cancellationToken) =>
        isIso ? client.IsosAsync(filter, options.Zone, id, cancellationToken) : client.TemplatesAsync(filter, options.Zone, id, cancellationToken);

    private static ImageKind Kind(bool isIso) => isIso ? ImageKind.Iso : ImageKind.Template;
}
