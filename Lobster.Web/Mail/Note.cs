namespace Lobster.Web.Mail;

/// <summary>What a plain letter says: the fact, some sentences, one button.</summary>
/// <param name="Subject">The fact; also the heading.</param>
/// <param name="Paragraphs">Sentences under it.</param>
/// <param name="Button">The button's words; null for a letter that leads nowhere.</param>
/// <param name="Url">Where it leads; null without a button.</param>
/// <param name="After">The muted sentence at the end.</param>
/// <param name="Foot">Who writes, and why.</param>
/// <param name="Brand">The panel's name.</param>
/// <param name="Root">The panel's address, for the mark; null where it is not known, and the letter goes without.</param>
public sealed record Note(
    string Subject, IReadOnlyList<string> Paragraphs, string? Button, string? Url, string After, string Foot, string Brand, string? Root)
{
    /// <summary>The same as plain text.</summary>
    public string Text => string.Join("\n\n", [Subject, .. Paragraphs, .. Url is null ? [] : new[] { $"{Button}:\n{Url}" }, After, "-- \n" + Foot]) + "\n";
}
