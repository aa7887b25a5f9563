using Lobster.Core.Regions;

namespace Lobster.Core.VirtualMachines;

/// <summary>Which machines a list shows, in which order.</summary>
/// <param name="Search">Part of a name or an address; null for all.</param>
/// <param name="Shown">In which state; null for any but deleted.</param>
/// <param name="RegionId">In which region; null for all.</param>
/// <param name="Order">By what.</param>
/// <param name="IsDescending">Whether the largest come first.</param>
/// <param name="Page">Which page, from 1.</param>
/// <param name="Size">Machines a page.</param>
public sealed record VmFilter(
    string? Search = null, VmShown? Shown = null, RegionId? RegionId = null, VmOrder Order = VmOrder.Name, bool IsDescending = false, int Page = 1, int Size = 25);
