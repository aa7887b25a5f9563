namespace Lobster.Core.Payments;

/// <summary>
/// One payment provider with its credentials. It moves no money of ours itself: it begins payments, says whether a call is genuine and what it is about, and
/// reads back what became of a payment. What else a provider offers is an interface of its own (<see cref="IRefunds"/>, <see cref="ISavedCards"/>).
/// Safe for use from many threads.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Asks the provider for a payment and answers where to send the customer. Called again for the same payment it begins no second one.</summary>
    /// <param name="payment">The stored payment; its reference, amount and currency go to the provider.</param>
    /// <param name="customer">Who pays, and where the provider sends the browser back to. Coming back proves nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">The provider refused or could not be asked.</exception>
    Task<GatewayStart> BeginAsync(Payment payment, PayingCustomer customer, CancellationToken cancellationToken);

    /// <summary>Decides over the raw bytes and headers whether a call is genuine. Never throws for what a stranger sent.</summary>
    ValueTask<WebhookVerdict> VerifyAsync(WebhookCall call, CancellationToken cancellationToken);

    /// <summary>Says what a stored, genuine call is about. Called by the worker, perhaps long after; asks nobody.</summary>
    /// <exception cref="FormatException">The body does not have the provider's shape.</exception>
    GatewayNews Read(WebhookCall call);

    /// <summary>
    /// Reads back what the provider knows of a payment, and brings it as far as it can get there: what the customer has approved is captured. Called for calls
    /// that carry no facts, by the sweep, and when the customer comes back; may be called at any time and any number of times.
    /// </summary>
    /// <returns>What the provider knows; null when it never heard of this payment.</returns>
    /// <exception cref="GatewayException">The provider could not be asked.</exception>
    Task<PaymentReport?> LookUpAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>"Test connection": one plain read with the credentials, and what would hurt.</summary>
    /// <exception cref="GatewayException">The provider refused or could not be asked.</exception>
    Task<GatewayCheck> CheckAsync(CancellationToken cancellationToken);
}
