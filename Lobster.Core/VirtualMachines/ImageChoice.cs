using Lobster.Core.Images;
using Lobster.Core.Regions;

namespace Lobster.Core.VirtualMachines;

/// <summary>An image to choose.</summary>
/// <param name="Id">The image.</param>
/// <param name="RegionId">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">More about it; may be empty.</param>
/// <param name="Kind">Template or ISO.</param>
/// <param name="IsOwn">Whether it is the account's own.</param>
/// <param name="SizeMb">Its size; null while unknown.</param>
public sealed record ImageChoice(ImageId Id, RegionId RegionId, string Name, string Description, ImageKind Kind, bool IsOwn, long? SizeMb);
