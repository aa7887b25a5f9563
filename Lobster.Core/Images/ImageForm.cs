namespace Lobster.Core.Images;

/// <summary>What an admin typed about a public image.</summary>
/// <param name="Name">What customers see.</param>
/// <param name="Description">The second line.</param>
/// <param name="Kind">Template or ISO.</param>
public sealed record ImageForm(string? Name, string? Description, ImageKind Kind);
