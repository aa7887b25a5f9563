namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>Which custom action.</summary>
/// <param name="Id">The provider's id of it.</param>
/// <param name="Label">What stood on its button.</param>
/// <param name="Input">What was filled in, encrypted by <see cref="ActionInput"/>; null for nothing.</param>
public sealed record ActionArguments(string Id, string Label, string? Input);
