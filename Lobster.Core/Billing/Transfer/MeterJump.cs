namespace Lobster.Core.Billing.Transfer;

/// <summary>A counter that moved faster than its link can carry.</summary>
/// <param name="Vm">The machine.</param>
/// <param name="CounterId">The counter.</param>
/// <param name="Step">What it would have added.</param>
internal sealed record MeterJump(MeteredVm Vm, string CounterId, MeterStep Step);
