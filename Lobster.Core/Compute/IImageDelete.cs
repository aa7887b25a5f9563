namespace Lobster.Core.Compute;

/// <summary>Deletes own images.</summary>
public interface IImageDelete : ICapability
{
    /// <summary>Deletes with all that it stands on, so that it costs no more. Gone already is done; a public one is Rejected.</summary>
    Task<BackendChange> DeleteImageAsync(string imageId, CancellationToken cancellationToken);
}
