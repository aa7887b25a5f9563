namespace Lobster.Core.Billing;

/// <summary>What an account was charged in one UTC month.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Machines">Each machine that was charged, dearest first.</param>
/// <param name="Storage">What image storage cost, less what was given back.</param>
/// <param name="Transfer">What transfer beyond the pools cost, less what was given back.</param>
/// <param name="Intervals">Machine intervals in all.</param>
/// <param name="PreviousTotal">What the month before came to.</param>
/// <param name="PreviousIntervals">Machine intervals of the month before.</param>
/// <param name="Projected">What this month comes to at today's burn rate; null for a month that is over.</param>
/// <param name="Burn">Today's burn rate.</param>
/// <param name="ChargedTo">Up to when every machine is charged; null when none is billed.</param>
public sealed record MonthCharges(
    DateOnly Month, IReadOnlyList<MachineCharges> Machines, Money Storage, Money Transfer, long Intervals, Money PreviousTotal, long PreviousIntervals,
    Money? Projected, Money Burn, Instant? ChargedTo)
{
    /// <summary>All of it.</summary>
    public Money Total => Machines.Aggregate(Storage + Transfer, (sum, m) => sum + m.Amount);
}
