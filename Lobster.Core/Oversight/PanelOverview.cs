using Lobster.Core.Accounts;

namespace Lobster.Core.Oversight;

/// <summary>What staff see first.</summary>
/// <param name="Figures">The panel's money; null for staff who may not see it.</param>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="Standing">How many of them stand where.</param>
/// <param name="Regions">Every region, in the order of the panel.</param>
/// <param name="Sweeps">Every sweep that ever ran.</param>
/// <param name="Alarms">What needs somebody.</param>
/// <param name="SystemNow">The system clock's moment of this reading.</param>
public sealed record PanelOverview(
    PanelFigures? Figures, int Accounts, IReadOnlyDictionary<StandingState, int> Standing, IReadOnlyList<RegionLine> Regions,
    IReadOnlyList<SweepLine> Sweeps, AlarmList Alarms, Instant SystemNow);
