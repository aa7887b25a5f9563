namespace Lobster.Core.Plans;

/// <summary>A plan in the admin's list.</summary>
/// <param name="Plan">The plan's figures, its price for all regions in <see cref="PlanFacts.Hourly"/>.</param>
/// <param name="Wholesale">What an hour costs the provider; null when not kept.</param>
/// <param name="RegionPrices">How many regions have a price of their own.</param>
/// <param name="IsGlobal">Whether it is sold everywhere unless a region is taken out.</param>
/// <param name="Regions">Where new machines may take it.</param>
/// <param name="Machines">Machines that use it.</param>
/// <param name="IsEnabled">Whether new machines may take it.</param>
/// <param name="RetiredAt">When it was withdrawn for good.</param>
public sealed record PlanRow(
    PlanFacts Plan, Money? Wholesale, int RegionPrices, bool IsGlobal, IReadOnlyList<string> Regions, int Machines, bool IsEnabled, Instant? RetiredAt);
