using Lobster.Core.Images;

namespace Lobster.Core.VirtualMachines;

/// <summary>An image that was made of a machine.</summary>
/// <param name="Id">The image.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it can be used yet.</param>
/// <param name="SizeMb">Its size; null while unknown.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="CreatedAt">When it was asked for.</param>
public sealed record VmSnapshot(ImageId Id, string Name, ImageState State, long? SizeMb, string? Error, Instant CreatedAt);
