using Lobster.Core.Compute;

namespace Lobster.Core.VirtualMachines;

/// <summary>The addresses of a machine as its backend tells them now.</summary>
/// <param name="Addresses">The addresses; the first is the main one.</param>
/// <param name="Types">What kinds can be added; empty for none.</param>
public sealed record VmAddressing(IReadOnlyList<VmAddress> Addresses, IReadOnlyList<AddressType> Types);
