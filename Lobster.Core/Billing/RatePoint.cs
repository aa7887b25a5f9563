using Lobster.Core.Plans;

namespace Lobster.Core.Billing;

/// <summary>A rate that is in force from a moment on, until the next point of the timeline.</summary>
/// <param name="From">From when.</param>
/// <param name="PriceVersionId">The price version behind it.</param>
/// <param name="Hourly">The version's sale price per hour.</param>
/// <param name="Factor">In thousandths.</param>
public readonly record struct RatePoint(Instant From, PriceVersionId PriceVersionId, Money Hourly, int Factor)
{
    /// <summary>What one interval of <paramref name="minutes"/> costs at this rate, rounded once, half to even.</summary>
    public Money PerInterval(int minutes) => Hourly.Scale((Int128)minutes * Factor, 60 * 1000);
}
