namespace Lobster.Core.VirtualMachines.Operations;

/// <summary>What a change of addresses does.</summary>
/// <param name="Address">Which address, for removing and reverse DNS.</param>
/// <param name="Type">Which type to add.</param>
/// <param name="HostName">The reverse DNS name; null: the provider's own.</param>
public sealed record AddressArguments(string? Address, string? Type, string? HostName);
