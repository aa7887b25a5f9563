namespace Lobster.Core.Payments;

/// <summary>
/// How a call names a payment. The provider's own id is looked for first, then the movement of money, then our reference; one that is found by our reference but
/// carries another id of the provider than ours is not ours, whatever it says.
/// </summary>
public sealed record PaymentClue
{
    /// <summary>The provider's id of the payment (order, session, checkout, invoice); null when the call does not name it.</summary>
    public string? GatewayId { get; init; }

    /// <summary>The provider's id of the movement of money; null when the call does not name it.</summary>
    public string? MoneyKey { get; init; }

    /// <summary>Our reference; null when the call does not name it.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether the provider's id alone decides, so that our reference beside an unknown one finds nothing.</summary>
    public bool OnlyById { get; init; }
}
