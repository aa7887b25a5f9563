using Lobster.Core.Notifications;
using Lobster.Core.Verification;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Mail;

/// <summary>The letter to admins about books that do not fit.</summary>
internal sealed class BooksLetters(IServiceScopeFactory scopes) : IBooksLetters
{
    private const int Shown = 10;

    /// <inheritdoc/>
    public async Task<Letter> BrokenAsync(string userName, VerifyRun run)
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Ui>>();
        var brand = scope.ServiceProvider.GetRequiredService<Brand>();
        var root = scope.ServiceProvider.GetRequiredService<PublicAddress>().Known;
        var subject = run.Violations == 1 ? words["1 thing in the books of {0} does not fit", brand.Name] : words["{0} things in the books of {1} do not fit", Formats.Count(run.Violations), brand.Name];
        List<string> paragraphs = [words["Hello {0}, the nightly verification derived the books again from the tables and found what must not be.", userName]];
        paragraphs.AddRange(run.Read().Take(Shown).Select(v => v.ToString()));
        if (run.Violations > Shown) paragraphs.Add(words["And {0} more.", Formats.Count(run.Violations - Shown)]);
        var note = new Note(
            subject, paragraphs, root is null ? null : words["Open the health page"].Value, root is null ? null : root + Links.AdminHealth,
            words["Nothing was changed and charging goes on. The verify verb prints every violation."], words["You get this because you are an admin of {0}.", brand.Name], brand.Name, root);
        var html = await scope.ServiceProvider.GetRequiredService<MailRenderer>().RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }
}
