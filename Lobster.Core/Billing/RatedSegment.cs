namespace Lobster.Core.Billing;

/// <summary>Consecutive intervals of one UTC day at one rate.</summary>
/// <param name="Day">The UTC day in which every interval starts.</param>
/// <param name="From">Start of the first interval.</param>
/// <param name="Until">End of the last, exclusive.</param>
/// <param name="Intervals">How many.</param>
/// <param name="Point">The point of the timeline whose rate they cost.</param>
/// <param name="Rate">What each costs.</param>
public readonly record struct RatedSegment(DateOnly Day, Instant From, Instant Until, int Intervals, RatePoint Point, Money Rate)
{
    /// <summary>What all cost together.</summary>
    public Money Amount => Rate * Intervals;
}
