using Lobster.Core.Regions;

namespace Lobster.Core.Images;

/// <summary>What a customer typed about an image to fetch.</summary>
/// <param name="RegionId">Where it is to lie.</param>
/// <param name="Name">What it is to be called.</param>
/// <param name="Source">The address of the file.</param>
/// <param name="Format">One of the region's formats.</param>
public sealed record FetchForm(RegionId RegionId, string? Name, string? Source, string? Format);
