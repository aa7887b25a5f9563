namespace Lobster.Core.Payments;

/// <summary>A gateway that keeps a customer's card and charges it while nobody is there. A capability of <see cref="IPaymentGateway"/>.</summary>
public interface ISavedCards
{
    /// <summary>Begins the saving of a card on a page of the provider.</summary>
    /// <param name="reference">Ours, for this saving; letters, digits, "-" and "_".</param>
    /// <param name="customer">Who saves it, and where the browser goes then.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GatewayException">The provider refused or could not be asked.</exception>
    Task<GatewayStart> BeginSavingAsync(string reference, PayingCustomer customer, CancellationToken cancellationToken);

    /// <summary>Reads what came of a saving.</summary>
    /// <param name="setupId">The <see cref="GatewayStart.GatewayId"/> of its begin.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The card; null while none was saved.</returns>
    /// <exception cref="GatewayException">The provider could not be asked.</exception>
    Task<SavedCard?> FindSavedAsync(string setupId, CancellationToken cancellationToken);

    /// <summary>Charges a saved card. May be called again for the same payment and then charges nothing twice.</summary>
    /// <param name="payment">The payment, stored before.</param>
    /// <param name="card">The card.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Money or end, or neither while the provider works on it.</returns>
    /// <exception cref="GatewayException">The outcome is unknown; ask again or wait for the call.</exception>
    Task<PaymentReport> ChargeAsync(Payment payment, SavedCard card, CancellationToken cancellationToken);

    /// <summary>Makes the provider forget a card. One that is gone already is no error.</summary>
    /// <exception cref="GatewayException">The provider could not be asked.</exception>
    Task ForgetAsync(SavedCard card, CancellationToken cancellationToken);
}
