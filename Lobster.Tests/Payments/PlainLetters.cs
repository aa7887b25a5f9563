using Lobster.Core.Notifications;
using Lobster.Core.Payments;
using Lobster.Core.TopUps;

namespace Lobster.Tests.Payments;

/// <summary>Letters whose subject says it all.</summary>
internal sealed class PlainLetters : IPaymentLetters
{
    public Task<Letter> WriteAsync(PaymentLetterKind kind, string userName, Payment payment, long amountMinor) =>
        Task.FromResult(new Letter($"{kind}: {MinorUnits.Text(amountMinor, payment.Currency)}", "<p></p>", userName));

    public Task<Letter> WriteAsync(TopUpNews news, string userName) => Task.FromResult(new Letter($"{news.Kind}: {news.Card} {news.Amount}".Trim(), "<p></p>", $"{userName} {news.Until} {news.Reason}"));
}
