namespace Lobster.Web.Mail;

/// <summary>What a plain letter says: the fact, some sentences, one button.</summary>
/// <param name="Subject">The fact; also the heading.</param>
/// <param name="Paragraphs">Sentences under it.</param>
/// <param name="Button">The button's words.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="After">The muted sentence at the end.</param>
/// <param name="Foot">Who writes, and why.</param>
/// <param name="Brand">The panel's name.</param>
/// <param name="Root">The panel's address, for the mark.</param>
public sealed record Note(
    string Subject, IReadOnlyList<string> Paragraphs, string Button, string Url, string After, string Foot, string Brand, string Root)
{
    /// <summary>The same as plain text.</summary>
    public string Text => string.Join("\n\n", [Subject, .. Paragraphs, $"{Button}:\n{Url}", After, "-- \n" + Foot]) + "\n";
}
