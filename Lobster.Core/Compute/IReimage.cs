namespace Lobster.Core.Compute;

/// <summary>Replaces a machine's disk by a fresh copy of an image; id, addresses and mark stay.</summary>
public interface IReimage : ICapability
{
    /// <summary>Reimages. The machine ends running. The change may carry a new login.</summary>
    Task<BackendChange> ReimageAsync(ReimageVm request, CancellationToken cancellationToken);
}
