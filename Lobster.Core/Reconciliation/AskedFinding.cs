using Lobster.Core.Compute;
using Lobster.Core.Regions;

namespace Lobster.Core.Reconciliation;

/// <summary>A finding and what its backend says now.</summary>
/// <param name="Finding">The finding as it was read.</param>
/// <param name="Region">Its region.</param>
/// <param name="Seen">The machine; null when the backend has none of that id, or was not asked because the finding is over.</param>
internal sealed record AskedFinding(Finding Finding, Region Region, BackendVm? Seen);
