namespace Lobster.Core.Images;

/// <summary>What kind of image it is.</summary>
public enum ImageKind
{
    /// <summary>A disk that boots.</summary>
    Template,

    /// <summary>An installer medium.</summary>
    Iso,
}
