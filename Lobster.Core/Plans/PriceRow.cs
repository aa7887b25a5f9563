using Lobster.Core.Regions;

namespace Lobster.Core.Plans;

/// <summary>One price version in a history.</summary>
/// <param name="Id">The version.</param>
/// <param name="Subject">What it is for.</param>
/// <param name="PlanId">The plan, when it is for one.</param>
/// <param name="RegionId">The one region it holds for; null: all.</param>
/// <param name="Region">That region's name.</param>
/// <param name="Number">Its number within its place.</param>
/// <param name="From">From when on.</param>
/// <param name="Sale">What customers pay.</param>
/// <param name="Wholesale">What it costs the provider; zero when not kept.</param>
/// <param name="CreatedAt">When it was entered.</param>
/// <param name="CreatedBy">By whom; null for the seed.</param>
/// <param name="IsInForce">Whether it is the one that new machines pay now in its place.</param>
public sealed record PriceRow(
    PriceVersionId Id, PriceSubject Subject, PlanId? PlanId, RegionId? RegionId, string? Region, int Number, Instant From, Money Sale, Money Wholesale,
    Instant CreatedAt, string? CreatedBy, bool IsInForce)
{
    /// <summary>When running machines move to it; null: they do not, or it was called off.</summary>
    public Instant? MovesAt { get; init; }
}
