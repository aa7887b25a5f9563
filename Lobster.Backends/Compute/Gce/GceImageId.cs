using System.Text.RegularExpressions;

namespace Lobster.Backends.Compute.Gce;

/// <summary>An image: <c>project/name</c>, or <c>project/family/name</c> for the newest image of a family, which lives on while its images are replaced every few weeks.</summary>
/// <param name="Project">The project that has it.</param>
/// <param name="Name">The image's name, or the family's.</param>
/// <param name="IsFamily">Whether it is a family.</param>
internal sealed partial record GceImageId(string Project, string Name, bool IsFamily)
{
    /// <summary>Its path below <c>projects/</c>, for what we ask and for what a disk is made of.</summary>
    public string Path => $"{Project}/global/images/{(IsFamily ? "family/" : "")}{Name}";

    /// <summary>Reads an id; null when it is none, and so of no image.</summary>
    public static GceImageId? Read(string id) => id.Split('/') switch
    {
        [var project, var name] when IsProject(project) && GcePlace.IsName(name) => new GceImageId(project, name, IsFamily: false),
        [var project, "family", var name] when IsProject(project) && GcePlace.IsName(name) => new GceImageId(project, name, IsFamily: true),
        _ => null,
    };

    /// <summary>Whether a text is a project's id; some old ones have a domain before a colon.</summary>
    public static bool IsProject(string text) => ProjectPattern().IsMatch(text);

    /// <summary>The id.</summary>
    public override string ToString() => IsFamily ? $"{Project}/family/{Name}" : $"{Project}/{Name}";

    [GeneratedRegex("^([a-z0-9.-]+:)?[a-z][a-z0-9-]{0,62}$")]
    private static partial Regex ProjectPattern();
}
