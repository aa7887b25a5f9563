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
    public async Task<Letter> WriteAsync(PaymentLetterKind kind, string userName, Payment payment, long amountMinor)
    {
        await using var scope = scopes.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Ui>>();
        var brand = scope.ServiceProvider.GetRequiredService<Brand>();
        var root = scope.ServiceProvider.GetRequiredService<PublicAddress>().Known;
        var amount = MinorUnits.Text(amountMinor, payment.Currency);
        var (subject, text) = Words(kind);
        var foot = words["You get this because of a payment to your account at {0}.", brand.Name].Value;
        if (brand.Imprint is { Length: > 0 } imprint) foot += " " + imprint;
        var note = new Note(
            words[subject, amount], [words[text, userName, amount]],
            root is null ? null : words["Open the payment"].Value, root is null ? null : root + Links.Payment(payment.Id), words["The payment is {0}.", payment.Reference], foot, brand.Name, root);
        var html = await scope.ServiceProvider.GetRequiredService<MailRenderer>().RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }

    private static (string Subject, string Text) Words(PaymentLetterKind kind) => kind switch
    {
        PaymentLetterKind.Received => ("Payment of {0} received", "Hello {0}, your payment of {1} has arrived. It is on your account now."),
        PaymentLetterKind.Failed => ("Payment of {0} failed", "Hello {0}, your payment of {1} did not go through. Nothing was charged. You can try again with another way to pay."),
        PaymentLetterKind.Refunded => ("{0} refunded", "Hello {0}, {1} of your payment went back to where it came from, and the credit was taken off your account. It may take your bank some days to show it."),
        PaymentLetterKind.Disputed => ("Payment of {0} is disputed", "Hello {0}, your bank disputes {1} of your payment. Until that is decided the credit is held. If this was a mistake, withdraw the dispute at your bank and write to us."),
        PaymentLetterKind.DisputeWon => ("Dispute of {0} ended", "Hello {0}, the dispute about {1} of your payment is over and the payment stands. What was held is on your account again."),
        PaymentLetterKind.DisputeLost => ("Payment of {0} charged back", "Hello {0}, your bank took {1} of your payment back. The credit is gone from your account."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such letter."),
    };
}
