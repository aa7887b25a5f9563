using Lobster.Core.Regions;

namespace Lobster.Core.Plans;

/// <summary>One price from one moment on. Insert-only; the most specific version in force wins (a region's own before the one for all).</summary>
public sealed class PriceVersion
{
    /// <summary>The version's number.</summary>
    public PriceVersionId Id { get; set; }

    /// <summary>What it prices.</summary>
    public PriceSubject Subject { get; set; }

    /// <summary>The plan when <see cref="Subject"/> is <see cref="PriceSubject.Plan"/>; otherwise null.</summary>
    public PlanId? PlanId { get; set; }

    /// <summary>The one region it holds for; null: all.</summary>
    public RegionId? RegionId { get; set; }

    /// <summary>From when it is in force (business clock, inclusive).</summary>
    public Instant From { get; set; }

    /// <summary>What customers pay: per hour, per GB-hour or per GB.</summary>
    public Money Sale { get; set; }

    /// <summary>What the provider pays itself, in the same unit; zero when not kept.</summary>
    public Money Wholesale { get; set; }

    /// <summary>1, 2, 3 … within its subject, plan and region; shown on receipts as "Price 3".</summary>
    public int Number { get; set; }

    /// <summary>When it was entered.</summary>
    public Instant CreatedAt { get; set; }

    /// <summary>Which user entered it; null for the seed.</summary>
    public long? CreatedBy { get; set; }
}
