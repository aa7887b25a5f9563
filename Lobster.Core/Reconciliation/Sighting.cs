using Lobster.Core.Compute;

namespace Lobster.Core.Reconciliation;

/// <summary>A disagreement that one listing shows.</summary>
/// <param name="Kind">In what way.</param>
/// <param name="BackendId">The machine.</param>
/// <param name="Vm">The panel's machine, if there is or was one.</param>
/// <param name="Seen">The backend's; null for a ghost.</param>
/// <param name="Parts">In what it differs.</param>
internal sealed record Sighting(FindingKind Kind, string BackendId, KnownVm? Vm, BackendVm? Seen, DifferenceParts Parts = DifferenceParts.None);
