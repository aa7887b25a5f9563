namespace Lobster.Core.Compute;

/// <summary>Tells about one image. Whoever can make images (<see cref="ISnapshot"/>, <see cref="IImageFetch"/>) must.</summary>
public interface IImageInspect : ICapability
{
    /// <summary>One image; null when there is certainly none of that id.</summary>
    Task<BackendImage?> GetImageAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>The image of this installation made with this token, or null; as <see cref="IComputeBackend.FindByTokenAsync"/>.</summary>
    Task<BackendImage?> FindImageByTokenAsync(Guid token, CancellationToken cancellationToken);
}
