using Lobster.Core.Plans;

namespace Lobster.Core.Billing;

/// <summary>The last line of a machine's chain, which grows while day and rate stay the same.</summary>
internal sealed record LastLine(
    ChargeLineId Id, DateOnly Day, int Segment, PriceVersionId PriceVersionId, int Factor, long RateNanos)
{
    /// <summary>Whether these intervals belong to this line.</summary>
    public bool Continues(RatedSegment segment) =>
        Day == segment.Day && PriceVersionId == segment.Point.PriceVersionId && Factor == segment.Point.Factor && RateNanos == segment.Rate.Nanos;
}
