using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Lobster.Web.Mail;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Payments;

/// <summary>The daily letter to staff about what providers and their calls told differently.</summary>
internal sealed class DifferenceLetters(IServiceScopeFactory scopes) : IDifferenceLetters
{
    private const int Shown = 20;

    /// <inheritdoc/>
    public async Task<Letter> WriteAsync(string userName, DateOnly day, IReadOnlyList<PaymentDifference> found)
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Ui>>();
        var brand = scope.ServiceProvider.GetRequiredService<Brand>();
        var root = scope.ServiceProvider.GetRequiredService<PublicAddress>().Known;
        var subject = found.Count == 1 ? words["1 difference in the payments of {0}", brand.Name] : words["{0} differences in the payments of {1}", Formats.Count(found.Count), brand.Name];
        List<string> paragraphs = [words["Hello {0}, on {1} payment providers and their calls told differently.", userName, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)]];
        paragraphs.AddRange(found.Take(Shown).Select(d => Line(words, d)));
        if (found.Count > Shown) paragraphs.Add(words["And {0} more.", Formats.Count(found.Count - Shown)]);
        var note = new Note(
            subject, paragraphs, root is null ? null : words["Open the payments"].Value, root is null ? null : root + Links.AdminPayments,
            words["What a look-up found is credited already. The others wait for you."], words["You get this because you look after payments at {0}.", brand.Name], brand.Name, root);
        var html = await scope.ServiceProvider.GetRequiredService<MailRenderer>().RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }

    /// <summary>What kind of difference it is, in words to be localised.</summary>
    public static string Told(PaymentDifference difference) => difference.Kind switch
    {
        "payment.healed" => "A look-up found what no call had told",
        "payment.surplus" => "More money came than was asked for",
        _ => "A call that does not fit",
    };

    private static string Line(IStringLocalizer<Ui> words, PaymentDifference difference) =>
        string.Join(" · ", new[] { words[Told(difference)].Value, difference.PaymentId is { } id ? words["payment {0}", id].Value : null, difference.Account, difference.Details }.Where(p => !string.IsNullOrEmpty(p)));
}
