namespace Lobster.Core.Compute;

/// <summary>Lists images.</summary>
public interface IImageCatalogue : ICapability
{
    /// <summary>All images usable in this region, public and own, paged to the end like <see cref="IComputeBackend.ListAsync"/>.</summary>
    IAsyncEnumerable<BackendImage> ListImagesAsync(CancellationToken cancellationToken);
}
