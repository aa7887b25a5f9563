using Lobster.Core.VirtualMachines;

namespace Lobster.Core.Billing;

/// <summary>What one machine was charged in a month.</summary>
/// <param name="VmId">The machine.</param>
/// <param name="Name">Its name.</param>
/// <param name="Plan">Its plan's name.</param>
/// <param name="Region">Its region's name.</param>
/// <param name="Intervals">How many intervals.</param>
/// <param name="Rate">What the last of them cost.</param>
/// <param name="Amount">What all of them cost, less what was given back.</param>
/// <param name="GivenBack">What corrections gave back; negative: took in addition.</param>
public sealed record MachineCharges(VmId VmId, string Name, string Plan, string Region, long Intervals, Money Rate, Money Amount, Money GivenBack);
