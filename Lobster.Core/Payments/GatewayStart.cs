namespace Lobster.Core.Payments;

/// <summary>A payment that the provider knows.</summary>
/// <param name="Url">Where to send the customer.</param>
/// <param name="GatewayId">The provider's id of it (order, session, checkout, invoice); null when it has none.</param>
public sealed record GatewayStart(Uri Url, string? GatewayId)
{
    /// <summary>The number under which the provider keeps this customer from now on; null when it keeps none.</summary>
    public string? CustomerId { get; init; }
}
