namespace Lobster.Core.Images;

/// <summary>Where an image is in its life.</summary>
public enum ImageState
{
    /// <summary>Being made or fetched.</summary>
    Pending,

    /// <summary>Machines can boot it.</summary>
    Active,

    /// <summary>Could not be made.</summary>
    Error,

    /// <summary>Being deleted; no longer billed.</summary>
    Deleting,

    /// <summary>Gone.</summary>
    Deleted,
}
