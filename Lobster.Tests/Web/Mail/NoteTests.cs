using Bunit;
using Lobster.Web.Mail;

namespace Lobster.Tests.Web.Mail;

public sealed class NoteTests
{
    private static readonly Note Note = new(
        "Set a new password", ["Hello <b>Mara</b>, somebody asked."], "Set new password", "http://panel.example/reset?user=1&code=a", "It works once.", "Why you get this.", "Lobster", "http://panel.example");

    [Fact]
    public void Html_EscapesWhatUsersTyped_AndCarriesTheLink()
    {
        using var ui = new UiContext();

        var mail = ui.Render<NoteMail>(p => p.Add(m => m.Note, Note));

        Assert.DoesNotContain("<b>Mara</b>", mail.Markup, StringComparison.Ordinal);
        Assert.Equal(Note.Url, mail.Find("a.btn").GetAttribute("href"));
        Assert.Contains("prefers-color-scheme:dark", mail.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_SaysTheSame()
    {
        Assert.Contains(Note.Url + "\n", Note.Text, StringComparison.Ordinal);
        Assert.StartsWith("Set a new password\n\nHello <b>Mara</b>", Note.Text, StringComparison.Ordinal);
        Assert.EndsWith("-- \nWhy you get this.\n", Note.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Letter_WithoutKnownAddress_HasNeitherLinkNorPicture()
    {
        using var ui = new UiContext();
        var note = Note with { Button = null, Url = null, Root = null };

        var mail = ui.Render<NoteMail>(p => p.Add(m => m.Note, note));

        Assert.Empty(mail.FindAll("a, img"));
        Assert.DoesNotContain("http", note.Text, StringComparison.Ordinal);
    }
}
