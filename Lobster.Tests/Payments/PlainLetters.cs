using Lobster.Core.Notifications;
using Lobster.Core.Payments;

namespace Lobster.Tests.Payments;

/// <summary>Letters whose subject says it all.</summary>
internal sealed class PlainLetters : IPaymentLetters
{
    public Task<Letter> WriteAsync(PaymentLetterKind kind, string userName, Payment payment, long amountMinor) =>
        Task.FromResult(new Letter($"{kind}: {MinorUnits.Text(amountMinor, payment.Currency)}", "<p></p>", userName));
}
