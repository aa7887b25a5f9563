namespace Lobster.Core.Compute;

/// <summary>What an image is.</summary>
public enum ImageKind
{
    /// <summary>A disk that is copied.</summary>
    Template,

    /// <summary>An installation medium, attached beside an empty disk.</summary>
    Iso,
}
