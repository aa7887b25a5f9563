using Lobster.Core.Notifications;
using Lobster.Core.TopUps;

namespace Lobster.Core.Payments;

/// <summary>Writes the e-mails about payments.</summary>
public interface IPaymentLetters
{
    /// <summary>Writes one.</summary>
    /// <param name="kind">What it tells.</param>
    /// <param name="userName">Who reads it.</param>
    /// <param name="payment">The payment.</param>
    /// <param name="amountMinor">The amount that it is about, in minor units of the payment's currency.</param>
    Task<Letter> WriteAsync(PaymentLetterKind kind, string userName, Payment payment, long amountMinor);

    /// <summary>Writes one about automatic top-up.</summary>
    /// <param name="news">What it tells.</param>
    /// <param name="userName">Who reads it.</param>
    Task<Letter> WriteAsync(TopUpNews news, string userName);
}
