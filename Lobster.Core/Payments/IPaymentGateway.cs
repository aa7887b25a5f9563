namespace Lobster.Core.Payments;

/// <summary>
/// One payment provider. It moves no money itself: it starts payments and says what a genuine callback tells. Safe for use from many threads.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Its name in rows and in the path of its webhook ("test"): lower case letters and digits, never changed.</summary>
    string Name { get; }

    /// <summary>What customers read on the button.</summary>
    string Label { get; }

    /// <summary>Asks the provider for a payment and answers where to send the customer.</summary>
    /// <param name="payment">The stored payment; its reference, amount and currency go to the provider.</param>
    /// <param name="returnTo">Where the provider sends the customer back to; built from the panel's own address. Coming back proves nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">The provider refused or could not be asked.</exception>
    Task<GatewayStart> BeginAsync(Payment payment, Uri returnTo, CancellationToken cancellationToken);

    /// <summary>Decides over the raw bytes and headers whether a call is genuine. Never throws for what a stranger sent.</summary>
    WebhookVerdict Verify(WebhookCall call);

    /// <summary>Says what a stored, genuine call tells. Called by the worker, perhaps long after.</summary>
    /// <exception cref="FormatException">The body does not have the provider's shape.</exception>
    GatewayNews Read(ReadOnlyMemory<byte> body);
}
