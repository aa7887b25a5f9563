using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Lobster.Web.Mail;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Payments;

/// <summary>The letters about payments. They are written by a worker, which knows the panel's address only from the setting; without it they carry no link.</summary>
internal sealed class PaymentLetters(IServiceScopeFactory scopes) : IPaymentLetters
{
    /// <inheritdoc/>
    public async Task<Letter> ReceivedAsync(string userName, Payment payment)
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Ui>>();
        var brand = scope.ServiceProvider.GetRequiredService<Brand>();
        var root = scope.ServiceProvider.GetRequiredService<PublicAddress>().Known;
        var amount = MinorUnits.Text(payment.GrossMinor, payment.Currency);
        var foot = words["You get this because your account at {0} was paid into.", brand.Name].Value;
        if (brand.Imprint is { Length: > 0 } imprint) foot += " " + imprint;
        var note = new Note(
            words["Payment of {0} received", amount], [words["Hello {0}, your payment of {1} has arrived. It is on your account now.", userName, amount]],
            root is null ? null : words["Open billing"].Value, root is null ? null : root + Links.Billing, words["The payment is {0}.", payment.Reference], foot, brand.Name, root);
        var html = await scope.ServiceProvider.GetRequiredService<MailRenderer>().RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }
}
