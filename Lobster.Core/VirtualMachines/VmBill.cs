namespace Lobster.Core.VirtualMachines;

/// <summary>What one machine cost, day by day.</summary>
/// <param name="Lines">The lines of this page's days, newest day first, within a day oldest first.</param>
/// <param name="Days">How many days there are in all.</param>
/// <param name="Intervals">Intervals over all days.</param>
/// <param name="Total">What they cost, over all days, less what was given back.</param>
public sealed record VmBill(IReadOnlyList<VmChargeLine> Lines, int Days, long Intervals, Money Total);
