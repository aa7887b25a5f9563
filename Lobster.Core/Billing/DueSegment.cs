namespace Lobster.Core.Billing;

/// <summary>Rated intervals of a machine that are to be written.</summary>
/// <param name="Vm">The machine.</param>
/// <param name="Segment">The intervals.</param>
/// <param name="Number">Which line of its day it would be.</param>
/// <param name="Line">The line that they are added to; null: they begin one.</param>
internal sealed record DueSegment(BilledVm Vm, RatedSegment Segment, int Number, ChargeLineId? Line);
