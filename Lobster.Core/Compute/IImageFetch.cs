namespace Lobster.Core.Compute;

/// <summary>Makes an image from a file on the Internet.</summary>
public interface IImageFetch : IImageInspect
{
    /// <summary>The file formats it takes, lower case: "qcow2", "raw", "vmdk", "iso". An "iso" becomes <see cref="ImageKind.Iso"/>.</summary>
    IReadOnlyList<string> FetchFormats { get; }

    /// <summary>
    /// Begins a fetch; the provider downloads. A backend that must download by itself goes through the panel's guarded client, which
    /// refuses private and link-local addresses.
    /// </summary>
    Task<BackendChange> FetchImageAsync(FetchImage request, CancellationToken cancellationToken);
}
