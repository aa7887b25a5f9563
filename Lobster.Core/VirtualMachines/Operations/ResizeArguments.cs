namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a resize does.</summary>
/// <param name="PlanId">The new plan.</param>
/// <param name="PriceVersionId">The price that was shown and agreed to.</param>
public sealed record ResizeArguments(long PlanId, long PriceVersionId);
