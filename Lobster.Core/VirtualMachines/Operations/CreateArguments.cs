namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a create remembers from its request.</summary>
/// <param name="PriceVersionId">The price that was shown and agreed to.</param>
public sealed record CreateArguments(long PriceVersionId);
