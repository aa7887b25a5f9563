namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a reimage does.</summary>
/// <param name="ImageId">The image.</param>
public sealed record ReimageArguments(long ImageId);
