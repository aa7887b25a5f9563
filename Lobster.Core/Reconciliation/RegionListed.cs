using Lobster.Core.Compute;
using Lobster.Core.Regions;

namespace Lobster.Core.Reconciliation;

/// <summary>One complete listing of a region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Began">When it began (system clock).</param>
/// <param name="At">The same on the business clock.</param>
/// <param name="Machines">All that was listed.</param>
/// <param name="KeepsNames">Whether a rename in the panel reaches the backend, so that the names should be the same.</param>
internal sealed record RegionListed(Region Region, Instant Began, Instant At, IReadOnlyList<BackendVm> Machines, bool KeepsNames);
