namespace Lobster.Core.Compute;

/// <summary>
/// Makes an image, usable for new machines, of a machine's disk. Restore points that stay bound to one machine are not this.
/// </summary>
public interface ISnapshot : IImageInspect
{
    /// <summary>
    /// Begins a snapshot. The image carries the installation's id and the token; where the provider tells its id only in the end, the
    /// task's result does.
    /// </summary>
    /// <param name="vmId">The machine.</param>
    /// <param name="name">The customer's name for the image.</param>
    /// <param name="token">Names this one snapshot for ever, as <see cref="CreateVm.Token"/> does a machine.</param>
    /// <param name="cancellationToken">Ours.</param>
    Task<BackendChange> SnapshotAsync(string vmId, string name, Guid token, CancellationToken cancellationToken);
}
