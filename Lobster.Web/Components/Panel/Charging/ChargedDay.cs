using Lobster.Core;
using Lobster.Web.Components.Shared;

namespace Lobster.Web.Components.Panel.Charging;

/// <summary>One day of a machine on the charges page.</summary>
/// <param name="Day">The UTC day.</param>
/// <param name="Ticks">Its 24 ticks.</param>
/// <param name="Numbers">The number of the interval behind each tick; null where none was charged.</param>
/// <param name="Count">How many intervals were charged.</param>
/// <param name="Amount">What they cost.</param>
/// <param name="Selected">Which tick's receipt is open.</param>
internal sealed record ChargedDay(DateOnly Day, IReadOnlyList<HourTick> Ticks, IReadOnlyList<long?> Numbers, int Count, Money Amount, int? Selected);
