using Lobster.Core.Regions;

namespace Lobster.Core.Images;

/// <summary>A region that fetches images.</summary>
/// <param name="RegionId">The region.</param>
/// <param name="Name">Its name.</param>
/// <param name="Formats">The file formats it takes, lower case.</param>
/// <param name="PerGbHour">What a GB of stored image costs by the hour there.</param>
public sealed record FetchChoice(RegionId RegionId, string Name, IReadOnlyList<string> Formats, Money PerGbHour);
