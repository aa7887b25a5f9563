namespace Lobster.Core.Images;

/// <summary>An image as its owner's list shows it.</summary>
/// <param name="Id">The image.</param>
/// <param name="Name">Its name.</param>
/// <param name="Region">Where it lies.</param>
/// <param name="Kind">Template or ISO.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="SizeMb">Its size; null while unknown.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Source">The machine it was made from; null when it was fetched.</param>
/// <param name="Percent">How far its making is; null when not told.</param>
public sealed record OwnImage(
    ImageId Id, string Name, string Region, ImageKind Kind, ImageState State, long? SizeMb, string? Error, Instant CreatedAt, string? Source, int? Percent)
{
    /// <summary>The host that its file was fetched from; the rest of the address may be a secret. Null when it was made from a machine.</summary>
    public string? SourceHost { get; init; }

    /// <summary>What an hour of its storage costs now; null while its size is unknown or when it is not billed.</summary>
    public Money? Hourly { get; init; }

    /// <summary>What its storage has cost so far.</summary>
    public Money Charged { get; init; }
}
