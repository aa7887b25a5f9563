using Lobster.Core;
using Lobster.Core.Billing.Transfer;
using Lobster.Core.Notifications;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Lobster.Web.Mail;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Charging;

/// <summary>The letters about transfer. A sweep writes them, which knows the panel's address only from the setting; without it they carry no link.</summary>
internal sealed class TransferLetters(IServiceScopeFactory scopes) : ITransferLetters
{
    /// <inheritdoc/>
    public async Task<Letter> ReachedAsync(TransferNotice notice)
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Ui>>();
        var format = scope.ServiceProvider.GetRequiredService<Formats>();
        var brand = scope.ServiceProvider.GetRequiredService<Brand>();
        var root = scope.ServiceProvider.GetRequiredService<PublicAddress>().Known;
        var month = format.Month(notice.Month);
        var foot = words["You get this because your account at {0} has virtual machines.", brand.Name].Value;
        if (brand.Imprint is { Length: > 0 } imprint) foot += " " + imprint;
        var note = new Note(
            words["{0} % of your transfer in {1} is used", notice.Percent, notice.Region],
            [
                words["Hello {0}, your machines in {1} have used {2} of the {3} that they may use in {4}.", notice.UserName, notice.Region, Formats.Bytes(notice.UsedBytes), Formats.Bytes(notice.AllowanceBytes), month],
                Beyond(words, format, notice),
            ],
            root is null ? null : words["Open the overview"].Value, root is null ? null : root + Links.Panel, words["The pool starts anew with the next month (UTC)."], foot, brand.Name, root);
        var html = await scope.ServiceProvider.GetRequiredService<MailRenderer>().RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }

    private static string Beyond(IStringLocalizer<Ui> words, Formats format, TransferNotice notice)
    {
        var free = notice.GraceGb > 0 ? words["{0} GB beyond it are free.", notice.GraceGb].Value + " " : "";
        return free + (notice.PerGb is { IsPositive: true } price ? words["Each whole GB beyond costs {0}.", format.UnitPrice(price)].Value : words["Transfer beyond it costs nothing."].Value);
    }
}
