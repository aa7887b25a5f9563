using Lobster.Core.Images;

namespace Lobster.Core.VirtualMachines;

/// <summary>What a checked request wants queued.</summary>
/// <param name="Arguments">The operation's arguments; null for none.</param>
/// <param name="Image">The image that the operation makes; null for none.</param>
public sealed record VmRequestPlan(object? Arguments = null, Image? Image = null);
