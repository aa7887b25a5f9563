namespace Lobster.Backends.Compute.Gce;

/// <summary>What a fresh disk is made of.</summary>
/// <param name="Image">The image.</param>
/// <param name="Gb">How large it is.</param>
/// <param name="Type">Its type's name; null: Google's default.</param>
internal sealed record GceDiskSource(GceImageId Image, int Gb, string? Type);
