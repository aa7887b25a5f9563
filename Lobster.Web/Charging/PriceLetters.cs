using Lobster.Core;
using Lobster.Core.Billing.Corrections;
using Lobster.Core.Notifications;
using Lobster.Core.Plans;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Lobster.Web.Mail;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Charging;

/// <summary>The letters about prices and corrections. Written by sweeps and dialogs alike, so without a request's address.</summary>
internal sealed class PriceLetters(IServiceScopeFactory scopes) : IPriceLetters, ICorrectionLetters
{
    private const int NamedMachines = 20;

    /// <inheritdoc/>
    public Task<Letter> RisesAsync(PriceRise rise) => WriteAsync((words, format) =>
    {
        var named = string.Join(", ", rise.Machines.Take(NamedMachines));
        var machines = rise.Machines.Count > NamedMachines ? words["{0} and {1} more", named, rise.Machines.Count - NamedMachines].Value : named;
        return (
            words["{0} costs more from {1}", rise.Plan, format.DateUtc(rise.At)],
            [
                words["Hello {0}, the price of {1} changes. It concerns these of your machines: {2}.", rise.UserName, rise.Plan, machines],
                words["Together they cost {0} an hour at full power now, and {1} from {2}.", format.UnitPrice(rise.Before), format.UnitPrice(rise.After), format.DateUtc(rise.At)],
            ],
            words["What was charged until then stays as it is. You may resize or delete a machine at any time; a deleted one costs nothing from then on."]);
    });

    /// <inheritdoc/>
    public Task<Letter> CalledOffAsync(string userName, string plan, Instant at) => WriteAsync((words, format) => (
        words["{0} keeps its price after all", plan],
        [
            words["Hello {0}, we wrote that {1} would cost more from {2}. That was called off.", userName, plan, format.DateUtc(at)],
            words["Your machines keep the price that they have."],
        ],
        words["You need not do anything."]));

    /// <inheritdoc/>
    public Task<Letter> CorrectedAsync(CorrectionNotice notice) => WriteAsync((words, format) => (
        notice.Difference.IsNegative ? words["Your charges were corrected: {0} more", format.Fine(-notice.Difference)] : words["Your charges were corrected: {0} back", format.Fine(notice.Difference)],
        [
            words["Hello {0}, your charges from {1} to {2} were reckoned again.", notice.UserName, format.Day(notice.From), format.Day(notice.To)],
            words["Reason: {0}", notice.Reason],
            notice.Difference.IsNegative
                ? words["{0} was taken from your credit, which is {1} now.", format.Fine(-notice.Difference), format.Fine(notice.Credit)]
                : words["{0} was added to your credit, which is {1} now.", format.Fine(notice.Difference), format.Fine(notice.Credit)],
        ],
        words["Each difference stands in your ledger and names the charge that it corrects."]));

    private async Task<Letter> WriteAsync(Func<IStringLocalizer<Ui>, Formats, (string Subject, IReadOnlyList<LocalizedString> Paragraphs, string After)> say)
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Ui>>();
        var brand = scope.ServiceProvider.GetRequiredService<Brand>();
        var root = scope.ServiceProvider.GetRequiredService<PublicAddress>().Known;
        var (subject, paragraphs, after) = say(words, scope.ServiceProvider.GetRequiredService<Formats>());
        var foot = words["You get this because your account at {0} has virtual machines.", brand.Name].Value;
        if (brand.Imprint is { Length: > 0 } imprint) foot += " " + imprint;
        var note = new Note(
            subject, [.. paragraphs.Select(p => p.Value)], root is null ? null : words["Open the overview"].Value, root is null ? null : root + Links.Panel, after, foot, brand.Name, root);
        var html = await scope.ServiceProvider.GetRequiredService<MailRenderer>().RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }
}
