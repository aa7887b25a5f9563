using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Core.TopUps;
using Lobster.Web.Components.Login;
using Lobster.Web.Components.Shared;
using Lobster.Web.Mail;
using Microsoft.Extensions.Localization;

namespace Lobster.Web.Payments;

/// <summary>The letters about payments and automatic top-up. They are written by a worker, which knows the panel's address only from the setting; without it they carry no link.</summary>
internal sealed class PaymentLetters(IServiceScopeFactory scopes) : IPaymentLetters
{
    /// <inheritdoc/>
    public async Task<Letter> WriteAsync(PaymentLetterKind kind, string userName, Payment payment, long amountMinor)
    {
        var amount = MinorUnits.Text(amountMinor, payment.Currency);
        var (subject, text) = Words(kind);
        return await WriteAsync((words, brand, root) => new Note(
            words[subject, amount], [words[text, userName, amount]],
            root is null ? null : words["Open the payment"].Value, root is null ? null : root + Links.Payment(payment.Id), words["The payment is {0}.", payment.Reference],
            Foot(words, brand, "You get this because of a payment to your account at {0}."), brand.Name, root));
    }

    /// <inheritdoc/>
    public Task<Letter> WriteAsync(TopUpNews news, string userName)
    {
        var (subject, text, after) = TopUpText.Of(news);
        return WriteAsync((words, brand, root) => new Note(
            words[subject, news.Card, news.Amount], [words[text, userName, news.Card, news.Amount, TopUpText.Moment(news), news.Reason ?? ""]],
            root is null ? null : words["Open billing"].Value, root is null ? null : root + Links.Billing, words[after],
            Foot(words, brand, "You get this because of automatic top-up of your account at {0}."), brand.Name, root));
    }

    private async Task<Letter> WriteAsync(Func<IStringLocalizer<Ui>, Brand, string?, Note> write)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var note = write(services.GetRequiredService<IStringLocalizer<Ui>>(), services.GetRequiredService<Brand>(), services.GetRequiredService<PublicAddress>().Known);
        var html = await services.GetRequiredService<MailRenderer>().RenderAsync<NoteMail>(new Dictionary<string, object?> { [nameof(NoteMail.Note)] = note });
        return new Letter(note.Subject, html, note.Text);
    }

    private static string Foot(IStringLocalizer<Ui> words, Brand brand, string why) =>
        words[why, brand.Name].Value + (brand.Imprint is { Length: > 0 } imprint ? " " + imprint : "");

    private static (string Subject, string Text) Words(PaymentLetterKind kind) => kind switch
    {
        PaymentLetterKind.Received => ("Payment of {0} received", "Hello {0}, your payment of {1} has arrived. It is on your account now."),
        PaymentLetterKind.ReceivedAutomatically => ("{0} topped up automatically", "Hello {0}, your credit was running low, so automatic top-up charged {1} to your saved card. The credit is on your account now."),
        PaymentLetterKind.Failed => ("Payment of {0} failed", "Hello {0}, your payment of {1} did not go through. Nothing was charged. You can try again with another way to pay."),
        PaymentLetterKind.Refunded => ("{0} refunded", "Hello {0}, {1} of your payment went back to where it came from, and the credit was taken off your account. It may take your bank some days to show it."),
        PaymentLetterKind.Disputed => ("Payment of {0} is disputed", "Hello {0}, your bank disputes {1} of your payment. Until that is decided the credit is held. If this was a mistake, withdraw the dispute at your bank and write to us."),
        PaymentLetterKind.DisputeWon => ("Dispute of {0} ended", "Hello {0}, the dispute about {1} of your payment is over and the payment stands. What was held is on your account again."),
        PaymentLetterKind.DisputeLost => ("Payment of {0} charged back", "Hello {0}, your bank took {1} of your payment back. The credit is gone from your account."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such letter."),
    };
}
