namespace Lobster.Core.VirtualMachines;

/// <summary>What deleting a machine now would mean for the money.</summary>
/// <param name="LastCharge">What is charged at once: the running interval rounded up; zero when all is charged or nothing ever was.</param>
/// <param name="Total">All it will have cost then.</param>
public sealed record VmEnding(Money LastCharge, Money Total);
