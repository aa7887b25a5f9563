using Lobster.Core.Compute;

namespace Lobster.Core.Plans;

/// <summary>A size that a backend offers, and which plans sell it.</summary>
/// <param name="Size">The size.</param>
/// <param name="SoldAs">The plans bound to it in this region.</param>
public sealed record BackendSize(BackendPlan Size, IReadOnlyList<string> SoldAs);
