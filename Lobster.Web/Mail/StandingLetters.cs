using Lobster.Core.Notifications;
using Lobster.Core.Standing;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Mail;

/// <summary>The letters about credit, suspension and termination. Times are UTC, since a letter does not know its reader's zone.</summary>
internal sealed class StandingLetters(IServiceScopeFactory scopes) : IStandingLetters
{
    /// <inheritdoc/>
    public async Task<Letter> WriteAsync(StandingNews news)
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Ui>>();
        var brand = scope.ServiceProvider.GetRequiredService<Brand>();
        var root = scope.ServiceProvider.GetRequiredService<PublicAddress>().Known;
        var text = new StandingText(words, scope.ServiceProvider.GetRequiredService<Formats>(), news);
        var foot = words["You get this because you have an account at {0}.", brand.Name].Value;
        if (brand.Imprint is { Length: > 0 } imprint) foot += " " + imprint;
        var note = new Note(
            text.Subject, [words["Hello {0}, {1}", news.UserName, text.Paragraphs[0]], .. text.Paragraphs.Skip(1)], root is null ? null : words["Open billing"].Value,
            root is null ? null : root + Links.Billing, text.After, foot, brand.Name, root);
        var html = await scope.ServiceProvider.GetRequiredService<MailRenderer>().RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }
}
