namespace Lobster.Core.Compute;

/// <summary>
/// Changes the name at the provider. A backend that keeps its mark in the name leaves this out: rename then stays in the panel.
/// </summary>
public interface IRename : ICapability
{
    /// <summary>Renames; the mark stays. A name that the provider forbids is <see cref="BackendErrorKind.Rejected"/>.</summary>
    Task<BackendChange> RenameAsync(string vmId, string name, CancellationToken cancellationToken);
}
