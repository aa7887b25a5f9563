namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a delete remembers from its request.</summary>
/// <param name="NeverSent">The create was withdrawn before any request was sent, so there is nothing to look for.</param>
public sealed record DeleteArguments(bool NeverSent);
