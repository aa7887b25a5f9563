using System.Globalization;
using Lobster.Core.Accounts;
using Lobster.Core.Notifications;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Mail;

/// <summary>The letters about a login: confirm the address, set a new password, change the address.</summary>
internal sealed class AccountLetters(MailRenderer renderer, PublicAddress address, Brand brand, IStringLocalizer<Ui> words)
{
    /// <summary>Asks a new user to confirm the address.</summary>
    public Task<Letter> ConfirmAsync(User user, string code) => WriteAsync(
        words["Confirm your e-mail address"],
        [words["Hello {0}, one click and your account at {1} is open.", user.UserName!, brand.Name]],
        words["Confirm address"],
        Link(Pages.ConfirmEmail, user, code),
        words["The link works for one day. If you did not register, do nothing: without it the account stays closed."]);

    /// <summary>Tells the owner of a known address that somebody tried to register with it.</summary>
    public Task<Letter> AlreadyKnownAsync(User user) => WriteAsync(
        words["You already have an account"],
        [words["Hello {0}, somebody, probably you, tried to register at {1} with this address. It already belongs to your account.", user.UserName!, brand.Name]],
        words["Log in"],
        address.Of(Links.Login),
        words["If you forgot the password, the log-in page sends you a link. If it was not you, nothing has changed."]);

    /// <summary>Carries the link that sets a new password.</summary>
    public Task<Letter> ResetAsync(User user, string code) => WriteAsync(
        words["Set a new password"],
        [words["Hello {0}, somebody, probably you, asked for a new password at {1}.", user.UserName!, brand.Name]],
        words["Set new password"],
        Link(Pages.ResetPassword, user, code),
        words["The link works for one day and once. If it was not you, do nothing: your password stays as it is."]);

    /// <summary>Asks the new address of a user for confirmation.</summary>
    public Task<Letter> ChangeEmailAsync(User user, string email, string code) => WriteAsync(
        words["Confirm your new e-mail address"],
        [words["Hello {0}, your account at {1} is to use this address from now on.", user.UserName!, brand.Name]],
        words["Use this address"],
        address.Of(Pages.ConfirmNewEmail, new Dictionary<string, string?> { ["user"] = Id(user), ["email"] = email, ["code"] = Codes.ForLink(code) }),
        words["The link works for one day. If it was not you, do nothing: the old address stays."]);

    private string Link(string page, User user, string code) =>
        address.Of(page, new Dictionary<string, string?> { ["user"] = Id(user), ["code"] = Codes.ForLink(code) });

    private static string Id(User user) => user.Id.ToString(CultureInfo.InvariantCulture);

    private async Task<Letter> WriteAsync(string subject, IReadOnlyList<string> paragraphs, string button, string url, string after)
    {
        var foot = words["You get this because your address was typed at {0}.", brand.Name].Value;
        if (brand.Imprint is { Length: > 0 } imprint) foot += " " + imprint;
        var note = new Note(subject, paragraphs, button, url, after, foot, brand.Name, address.Root);
        var html = await renderer.RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }
}
