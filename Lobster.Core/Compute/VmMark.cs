namespace Lobster.Core.Compute;

/// <summary>What ties a machine to the panel that made it, kept where rename cannot touch it (tag, label, metadata, description).</summary>
/// <param name="InstallationId">The panel installation.</param>
/// <param name="Token">The create token; null when only the installation's mark was found.</param>
public sealed record VmMark(Guid InstallationId, Guid? Token);
