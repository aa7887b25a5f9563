namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a rename does.</summary>
/// <param name="Name">The new name.</param>
public sealed record RenameArguments(string Name);
