namespace Lobster.Web.Components.Panel.Machines;

/// <summary>Which images a form shows.</summary>
internal enum ImageShelf
{
    /// <summary>The provider's templates.</summary>
    Public,

    /// <summary>The account's own.</summary>
    Yours,

    /// <summary>Discs to install from.</summary>
    Iso,
}
