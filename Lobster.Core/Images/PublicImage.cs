using Lobster.Core.Regions;

namespace Lobster.Core.Images;

/// <summary>A public image in the admin's list.</summary>
/// <param name="Id">The image.</param>
/// <param name="RegionId">Where it lies.</param>
/// <param name="Region">That region's name.</param>
/// <param name="Name">What customers see.</param>
/// <param name="Description">The second line.</param>
/// <param name="Kind">Template or ISO.</param>
/// <param name="BackendId">What the backend calls it.</param>
/// <param name="SizeMb">Whole MB; null while unknown.</param>
/// <param name="IsEnabled">Whether customers see it.</param>
/// <param name="Machines">Machines made from it that are not deleted.</param>
/// <param name="Version">To be handed back on saving.</param>
public sealed record PublicImage(
    ImageId Id, RegionId RegionId, string Region, string Name, string Description, ImageKind Kind, string? BackendId, long? SizeMb, bool IsEnabled, int Machines, long Version);
