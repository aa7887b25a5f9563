using Lobster.Core.Regions;

namespace Lobster.Core.Reconciliation;

/// <summary>When a region's machines were last listed completely and compared. One row a region.</summary>
public sealed class RegionInventory
{
    /// <summary>The region.</summary>
    public RegionId RegionId { get; set; }

    /// <summary>When the listing began (system clock); the next one waits for a pause after it.</summary>
    public Instant CountedAt { get; set; }

    /// <summary>The same on the business clock.</summary>
    public Instant At { get; set; }

    /// <summary>How many machines were listed.</summary>
    public int Machines { get; set; }
}
