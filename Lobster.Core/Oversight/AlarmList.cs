namespace Lobster.Core.Oversight;

/// <summary>What needs somebody.</summary>
/// <param name="Shown">The gravest first, a few of each kind.</param>
/// <param name="Total">How many there are.</param>
public sealed record AlarmList(IReadOnlyList<Alarm> Shown, int Total);
