using Lobster.Core.Plans;

namespace Lobster.Core.VirtualMachines;

/// <summary>What can be chosen for a new machine, or for another plan or image of one.</summary>
/// <param name="Regions">All regions, those that take no machines with the reason.</param>
/// <param name="Images">Usable images of all regions.</param>
/// <param name="Keys">The account's keys.</param>
public sealed record VmChoices(IReadOnlyList<RegionChoice> Regions, IReadOnlyList<ImageChoice> Images, IReadOnlyList<KeyChoice> Keys);
