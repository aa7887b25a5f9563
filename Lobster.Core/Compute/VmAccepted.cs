namespace Lobster.Core.Compute;

/// <summary>The provider has taken a create: the machine has an id, though it may still be far from running.</summary>
/// <param name="VmId">The backend's id. Never empty.</param>
/// <param name="Change">
/// How to learn that it is usable; carries the first login when the provider tells one at once. A failure of the task, or a machine
/// that is gone or in error, means that the create came to nothing; the panel then deletes the id.
/// </param>
public sealed record VmAccepted(string VmId, BackendChange Change);
