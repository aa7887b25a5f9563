using Lobster.Core.Regions;

namespace Lobster.Core.Reconciliation;

/// <summary>When a region was last listed.</summary>
/// <param name="Id">The region.</param>
/// <param name="Region">Its name.</param>
/// <param name="At">When it was last listed completely (business clock); null: never.</param>
/// <param name="Machines">How many machines it had then.</param>
/// <param name="FailingSince">Since when it does not answer (system clock); null while it does.</param>
public sealed record InventoryLine(RegionId Id, string Region, Instant? At, int Machines, Instant? FailingSince);
