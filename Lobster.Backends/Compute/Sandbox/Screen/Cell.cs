namespace Lobster.Backends.Compute.Sandbox.Screen;

/// <summary>One place of a screen. The default is none at all: it equals no place that is shown.</summary>
/// <param name="Symbol">Its character, Latin-1.</param>
/// <param name="Ink">The character's colour.</param>
/// <param name="Inverted">Whether the character is dark on a ground of its colour.</param>
internal readonly record struct Cell(char Symbol, Ink Ink, bool Inverted)
{
    public static Cell Blank { get; } = new(' ', Ink.Text, false);
}
