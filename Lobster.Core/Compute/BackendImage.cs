namespace Lobster.Core.Compute;

/// <summary>An image as the backend has it. Null means "not told".</summary>
/// <param name="Id">The backend's id.</param>
/// <param name="Name">Its name there.</param>
/// <param name="State">How it stands.</param>
/// <param name="IsPublic">Offered by the provider to everybody; false: made by or for this account.</param>
public sealed record BackendImage(string Id, string Name, ImageState State, bool IsPublic)
{
    /// <summary>Template or ISO.</summary>
    public ImageKind Kind { get; init; }

    /// <summary>The provider's own word for the state.</summary>
    public string? RawState { get; init; }

    /// <summary>Size in whole MB, rounded up. Null while unknown; storage is not charged then, since unknown is not zero.</summary>
    public long? SizeMb { get; init; }

    /// <summary>The smallest disk, in GB, that a machine made from it needs.</summary>
    public int? MinDiskGb { get; init; }

    /// <summary>How far the making is, 0 to 100.</summary>
    public int? Percent { get; init; }

    /// <summary>Why it failed; fit for the customer.</summary>
    public string? Problem { get; init; }

    /// <summary>When it was made.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>
    /// How to follow the making of this image to its end where nobody holds what the call answered. Told by <see cref="IImageInspect.FindImageByTokenAsync"/> alone;
    /// null: read it until it is ready.
    /// </summary>
    public BackendChange? Creation { get; init; }

    /// <summary>Who made it; null for a public or foreign one.</summary>
    public VmMark? Mark { get; init; }
}
