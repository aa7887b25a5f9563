using Lobster.Core.Notifications;

namespace Lobster.Core.Payments;

/// <summary>Writes the e-mails about payments.</summary>
public interface IPaymentLetters
{
    /// <summary>Tells that a payment arrived and was credited.</summary>
    /// <param name="userName">Who reads it.</param>
    /// <param name="payment">The payment.</param>
    Task<Letter> ReceivedAsync(string userName, Payment payment);
}
