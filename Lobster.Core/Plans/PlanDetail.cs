namespace Lobster.Core.Plans;

/// <summary>A plan as its form shows it.</summary>
/// <param name="Row">What the list shows.</param>
/// <param name="StoppedFactor">What a stopped machine costs, in thousandths.</param>
/// <param name="SuspendedFactor">What a suspended machine costs, in thousandths.</param>
/// <param name="SortOrder">Place in lists.</param>
/// <param name="Metadata">Free pairs.</param>
/// <param name="Places">Every region with what holds there.</param>
/// <param name="Prices">Its price versions, newest first.</param>
/// <param name="Version">To be handed back on saving.</param>
public sealed record PlanDetail(
    PlanRow Row, int StoppedFactor, int SuspendedFactor, int SortOrder, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<PlanPlace> Places,
    IReadOnlyList<PriceRow> Prices, long Version);
