using Lobster.Core.Images;

namespace Lobster.Web.Components.Admin.Images;

/// <summary>The form of an image while it is typed.</summary>
internal sealed class ImageEntry
{
    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool IsIso { get; set; }

    public ImageForm ToForm() => new(Name, Description, IsIso ? ImageKind.Iso : ImageKind.Template);
}
