namespace Lobster.Core.Compute;

/// <summary>How an image stands; the provider's word stays in <see cref="BackendImage.RawState"/>.</summary>
public enum ImageState
{
    /// <summary>Not told or not understood.</summary>
    Unknown,

    /// <summary>Being made or fetched.</summary>
    Pending,

    /// <summary>Usable.</summary>
    Ready,

    /// <summary>Will never be usable; <see cref="BackendImage.Problem"/> says why.</summary>
    Failed,
}
